import { mkdtempSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test, vi } from 'vitest';
import { createLog } from '../../../src/main/log.ts';
import { ownerOnly } from './fakes.ts';

function createFolder(): string {
  return mkdtempSync(join(tmpdir(), 'mytone-log-'));
}

/** The lines of the log once there are `count` of them. */
async function readLines(folder: string, count: number): Promise<string[]> {
  return vi.waitFor(
    () => {
      const lines = readFileSync(join(folder, 'main.log'), 'utf8').trimEnd().split(/\r?\n/);
      expect(lines).toHaveLength(count);
      return lines;
    },
    { timeout: 20_000 },
  );
}

test('writes one line per entry, in order', async () => {
  const folder = createFolder();
  const log = createLog(folder);
  log.info('process.started', { version: '1.0.0' });
  log.warn('session.offline', { cause: 'network', attempts: 3 });
  const lines = await readLines(folder, 2);
  expect(lines.map((line) => line.replace(/^\S+ /, ''))).toEqual([
    'info process.started {"version":"1.0.0"}',
    'warn session.offline {"cause":"network","attempts":3}',
  ]);
});

test('writes an error with its stack, code and causes, on one line', async () => {
  const folder = createFolder();
  const cause = Object.assign(new Error('refused'), { code: 'ECONNREFUSED' });
  createLog(folder).error('session.refresh-failed', new Error('no answer', { cause }));
  const [line] = await readLines(folder, 1);
  expect(line).toMatch(
    /error session.refresh-failed .*no answer.*caused by .*refused.*\(ECONNREFUSED\)/,
  );
});

test('writes only what is known to be harmless of an error', async () => {
  const folder = createFolder();
  const error = Object.assign(new Error('session.failed'), { config: { data: 'SuperSecure123!' } });
  createLog(folder).error('session.request-failed', error);
  expect((await readLines(folder, 1))[0]).not.toContain('SuperSecure123!');
});

test('writes only the type of a thrown value that is not an error', async () => {
  const folder = createFolder();
  createLog(folder).error('session.failed', 'SuperSecure123!');
  expect((await readLines(folder, 1))[0]).toContain('{"cause":"string"}');
});

test('ends at causes that form a circle', async () => {
  const folder = createFolder();
  const error = new Error('circle');
  error.cause = error;
  createLog(folder).error('session.failed', error);
  expect(await readLines(folder, 1)).toHaveLength(1);
});

test('redacts messages, names and values', async () => {
  const folder = createFolder();
  createLog(folder).error('session.failed', new Error('password=SuperSecure123!'), {
    accessToken: 'short',
    detail: 'jean@example.com',
  });
  expect((await readLines(folder, 1))[0]).not.toMatch(/SuperSecure|short|jean/);
});

test('is readable by the user alone', async () => {
  const folder = createFolder();
  createLog(folder).info('process.started');
  await readLines(folder, 1);
  expect(statSync(join(folder, 'main.log')).mode & 0o777).toBe(ownerOnly);
});

test('starts a new file when the old one is full, and keeps one old one', async () => {
  const folder = createFolder();
  writeFileSync(join(folder, 'main.log'), 'x'.repeat(1024 * 1024 + 1));
  createLog(folder).info('process.started');
  await vi.waitFor(
    () => expect(readFileSync(join(folder, 'main.log'), 'utf8')).toMatch(/^20.*process.started/),
    {
      timeout: 20_000,
    },
  );
  expect(readdirSync(folder).toSorted()).toEqual(['main.log', 'main.old.log']);
});

import { once } from 'node:events';
import fs, { closeSync, mkdtempSync, openSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { openLogOutput } from '../../src/http/log-output.ts';
import { newPerson } from '../support/api.ts';
import { makePostgresDatabase } from '../support/engine.ts';
import { launch, send } from '../support/process.ts';
import { freePort } from '../support/programs.ts';

let folder = '';
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'mytone-log-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** A file that cannot be written, as on a full disk. */
function openReadOnly(): number {
  const file = join(folder, 'log');
  writeFileSync(file, '');
  return openSync(file, 'r');
}

test('the server serves on while its log cannot be written', async () => {
  const output = openReadOnly();
  const port = String(await freePort());
  const settings = { PORT: port, LOG_LEVEL: 'info', DATA_DIR: join(folder, 'data') };
  const server = launch({ ...settings, DATABASE_URL: await makePostgresDatabase() }, output);
  try {
    const url = `http://127.0.0.1:${port}`;
    const health = () =>
      fetch(`${url}/health`).then(
        ({ status }) => status,
        () => 0,
      );
    await expect.poll(health, { timeout: 120_000 }).toBe(200);
    expect((await send(`${url}/auth/register`, newPerson())).status).toBe(201);
    server.kill();
    expect(await once(server, 'exit')).toEqual([0, null]);
  } finally {
    server.kill('SIGKILL');
    closeSync(output);
  }
});

describe('what is logged', () => {
  let log: string;
  let fd: number;
  beforeEach(() => {
    vi.useFakeTimers({ toFake: ['setTimeout'] });
    log = join(mkdtempSync(join(folder, 'one-')), 'log');
    fd = openSync(log, 'a');
  });
  afterEach(() => {
    vi.restoreAllMocks();
    vi.useRealTimers();
    closeSync(fd);
  });

  test('in one moment is written together', () => {
    const write = vi.spyOn(fs, 'writeSync');
    const output = openLogOutput(fd);
    output.write('first\n');
    output.write('second\n');
    expect(write).not.toHaveBeenCalled();
    vi.advanceTimersByTime(10);
    output.write('third\n');
    vi.advanceTimersByTime(10);
    expect(write).toHaveBeenCalledTimes(2);
    expect(readFileSync(log, 'utf8')).toBe('first\nsecond\nthird\n');
  });

  test('last is written when the process ends', () => {
    const before = process.listeners('exit');
    openLogOutput(fd).write('last\n');
    const added = process.listeners('exit').filter((listener) => !before.includes(listener));
    for (const listener of added) {
      listener(0);
    }
    expect(readFileSync(log, 'utf8')).toBe('last\n');
    expect(process.listeners('exit')).toEqual(before);
  });

  test('while the log was full is lost, and what comes after is written', () => {
    const output = openLogOutput(fd);
    const write = vi.spyOn(fs, 'writeSync').mockImplementation(() => {
      throw Object.assign(new Error('no space left on device'), { code: 'ENOSPC' });
    });
    for (let index = 0; index < 1_000; index += 1) {
      output.write(`lost ${index}\n`);
      vi.advanceTimersByTime(10);
    }
    expect(write).toHaveBeenCalledTimes(1_000);
    write.mockRestore();
    output.write('written\n');
    vi.advanceTimersByTime(10);
    expect(readFileSync(log, 'utf8')).toBe('written\n');
  });
});

import { once } from 'node:events';
import fs, { closeSync, mkdtempSync, openSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
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

test('a log that was full for a while is written again, and its lost lines are not kept', () => {
  const file = join(folder, 'full');
  const fd = openSync(file, 'a');
  const output = openLogOutput(fd);
  const write = vi.spyOn(fs, 'writeSync').mockImplementation(() => {
    throw Object.assign(new Error('no space left on device'), { code: 'ENOSPC' });
  });
  for (let index = 0; index < 1_000; index += 1) {
    output.write(`lost ${index}\n`);
  }
  expect(write).toHaveBeenCalledTimes(1_000);
  write.mockRestore();
  output.write('written\n');
  expect(readFileSync(file, 'utf8')).toBe('written\n');
  closeSync(fd);
});

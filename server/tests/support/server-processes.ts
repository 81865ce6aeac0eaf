import { cpSync, existsSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, inject } from 'vitest';
import { type ServerProcess, startServerProcess } from './process.ts';

/** Each test's own folders and server processes, which end with it. To be called once a file. */
export function serverProcesses() {
  let root = '';
  let running: ServerProcess[] = [];
  beforeEach(() => {
    root = mkdtempSync(join(tmpdir(), 'mytone-process-'));
  });
  afterEach(async () => {
    await Promise.all(running.map((server) => server.end('SIGKILL')));
    running = [];
    rmSync(root, { recursive: true, force: true });
  });

  const folder = () => join(root, 'data');
  /** Puts an embedded database without accounts into the data folder. */
  const fillFolder = () => {
    mkdirSync(folder(), { mode: 0o700 });
    cpSync(join(inject('emptyDataFolder'), 'pglite'), join(folder(), 'pglite'), {
      recursive: true,
    });
  };

  return {
    /** An empty folder of this test. */
    root: () => root,
    /** The data folder in it, which need not exist. */
    folder,
    fillFolder,
    start: async (settings: Readonly<Record<string, string>> = {}): Promise<ServerProcess> => {
      if (!settings['DATABASE_URL'] && !existsSync(folder())) {
        fillFolder();
      }
      const server = await startServerProcess({ DATA_DIR: folder(), ...settings });
      running.push(server);
      return server;
    },
  };
}

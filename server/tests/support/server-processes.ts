import { cpSync, existsSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach } from 'vitest';
import { type ServerProcess, startServerProcess } from './process.ts';

/** Each test's own folders and server processes, which end with it. To be called once a file. */
export function serverProcesses() {
  let template = '';
  let root = '';
  let running: ServerProcess[] = [];
  beforeAll(async () => {
    // Making the embedded database takes seconds; the tests copy one that was made like this.
    template = mkdtempSync(join(tmpdir(), 'mytone-template-'));
    const server = await startServerProcess({ DATA_DIR: join(template, 'made') });
    await server.end();
    mkdirSync(join(template, 'data'), { mode: 0o700 });
    cpSync(join(template, 'made', 'pglite'), join(template, 'data', 'pglite'), { recursive: true });
  });
  afterAll(() => rmSync(template, { recursive: true, force: true }));
  beforeEach(() => {
    root = mkdtempSync(join(tmpdir(), 'mytone-process-'));
  });
  afterEach(async () => {
    await Promise.all(running.map((server) => server.end('SIGKILL')));
    running = [];
    rmSync(root, { recursive: true, force: true });
  });

  const folder = () => join(root, 'data');

  return {
    /** An empty folder of this test. */
    root: () => root,
    /** The data folder in it, which need not exist. */
    folder,
    /** A data folder as the server itself made it. */
    madeFolder: () => join(template, 'made'),
    start: async (settings: Readonly<Record<string, string>> = {}): Promise<ServerProcess> => {
      if (!existsSync(folder())) {
        cpSync(join(template, 'data'), folder(), { recursive: true });
      }
      const server = await startServerProcess({ DATA_DIR: folder(), ...settings });
      running.push(server);
      return server;
    },
  };
}

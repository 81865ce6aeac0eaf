import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';

const root = join(import.meta.dirname, '../../..');

// [file that imports, what it imports, words of the message that names the right module]
const refused = [
  ['src/renderer/App.tsx', `import { ipcRenderer } from 'electron';`, 'window.mytone'],
  ['src/renderer/App.tsx', `import { readFile } from 'node:fs';`, 'window.mytone'],
  ['src/renderer/App.tsx', `import axios from 'axios';`, 'window.mytone'],
  ['src/renderer/App.tsx', `import keytar from 'keytar';`, 'window.mytone'],
  ['src/renderer/App.tsx', `import log from 'electron-log/renderer';`, 'window.mytone'],
  ['src/renderer/screens/Home.tsx', `import { x } from '../../main/log.ts';`, 'window.mytone'],
  ['src/renderer/App.tsx', `import { x } from '../../server/src/app.ts';`, 'window.mytone'],
  ['src/shared/user.ts', `import { x } from '../main/log.ts';`, 'src/shared imports'],
  ['src/shared/user.ts', `import { x } from './../main/log.ts';`, 'src/shared imports'],
  ['src/shared/user.ts', `import { join } from 'node:path';`, 'src/shared imports'],
  ['src/shared/user.ts', `import axios from 'axios';`, 'src/shared imports'],
  ['src/shared/user.ts', `import { z } from 'zod';`, 'zod/mini'],
  ['src/main/profile/settings-schema.ts', `import { z } from 'zod';`, 'zod/mini'],
  ['src/main/auth/api/api.ts', `import { z } from 'zod';`, 'zod/mini'],
  ['src/renderer/forms/any.ts', `import { z } from 'zod';`, 'zod/mini'],
  ['src/preload/index.ts', `import { shell } from 'electron';`, 'contextBridge and ipcRenderer'],
  ['src/preload/index.ts', `import { z } from 'zod';`, 'src/shared/channels.ts'],
  ['src/preload/index.ts', `import { x } from '@mytone/shared/user.ts';`, 'src/shared/channels.ts'],
  ['src/main/auth/session.ts', `import { net } from 'electron';`, 'src/main/index.ts'],
  ['src/main/auth/session.ts', `import type { Net } from 'electron/main';`, 'src/main/index.ts'],
  ['src/main/auth/session.ts', `import axios from 'axios';`, 'src/main/auth/api/http-client.ts'],
  ['src/main/auth/api/http-client.ts', `import { net } from 'electron';`, 'src/main/index.ts'],
  ['src/main/auth/api/http-client.ts', `import keytar from 'keytar';`, 'src/main/keychain.ts'],
  ['src/main/window/window.ts', `import axios from 'axios';`, 'src/main/auth/api/http-client.ts'],
  ['src/main/window/window.ts', `import keytar from 'keytar';`, 'src/main/keychain.ts'],
  [
    'src/main/window/window.ts',
    `import Store from 'electron-store';`,
    'src/main/profile/settings.ts',
  ],
  ['src/main/window/window.ts', `import log from 'electron-log/main';`, 'src/main/log.ts'],
  ['src/main/window/window.ts', `import { ipcMain } from 'electron';`, 'src/main/bridge/ipc.ts'],
  ['src/main/window/window.ts', `import * as electron from 'electron';`, 'src/main/bridge/ipc.ts'],
  ['src/main/window/window.ts', `import electron from 'electron';`, 'src/main/bridge/ipc.ts'],
  ['src/main/window/window.ts', `import { ipcMain } from 'electron/main';`, `'electron'`],
  ['src/main/bridge/ipc.ts', `import { contextBridge } from 'electron';`, 'src/preload'],
  [
    'src/main/window/window.ts',
    `import { App } from '../../../src/renderer/App.tsx';`,
    'src/shared',
  ],
  [
    'src/main/window/window.ts',
    `import { x } from '../../tools/browser-host/main.ts';`,
    'src/shared',
  ],
  ['server/src/app.ts', `import { PGlite } from '@electric-sql/pglite';`, 'server/src/db'],
  ['server/src/app.ts', `import pg from 'pg';`, 'server/src/db'],
  ['server/src/app.ts', `import { x } from '../../src/main/log.ts';`, 'src/shared'],
  ['server/src/app.ts', `import { z } from 'zod';`, 'zod/mini'],
  ['server/src/db/pool.ts', `import { z } from 'zod';`, 'zod/mini'],
  ['server/src/db/pool.ts', `import { x } from '../../../src/main/log.ts';`, 'src/shared'],
] as const;

const allowed = [
  ['src/renderer/App.tsx', `import type { User } from '@mytone/shared/user.ts';`],
  ['src/shared/user.ts', `import * as z from 'zod/mini';`],
  ['src/main/auth/api/api.ts', `import * as z from 'zod/mini';`],
  ['src/renderer/forms/any.ts', `import * as z from 'zod/mini';`],
  ['src/shared/user.ts', `import { x } from './result.ts';`],
  ['src/preload/index.ts', `import { contextBridge, ipcRenderer } from 'electron';`],
  ['src/preload/index.ts', `import { x } from '@mytone/shared/channels.ts';`],
  ['src/main/auth/api/http-client.ts', `import axios from 'axios';`],
  ['src/main/keychain.ts', `import keytar from 'keytar';`],
  ['src/main/profile/settings.ts', `import Store from 'electron-store';`],
  ['src/main/log.ts', `import log from 'electron-log/main';`],
  ['src/main/bridge/ipc.ts', `import { ipcMain } from 'electron';`],
  ['src/main/window/window.ts', `import { BrowserWindow } from 'electron';`],
  ['server/src/db/pool.ts', `import pg from 'pg';`],
  ['server/src/app.ts', `import { x } from '@mytone/shared/inputs.ts';`],
  ['tests/unit/any.test.ts', `import keytar from 'keytar';`],
] as const;

const Report = z.object({
  diagnostics: z.array(
    z.object({
      message: z.string(),
      location: z.object({ path: z.string(), start: z.object({ line: z.number() }) }),
    }),
  ),
});

/** Line and file of each import that biome refuses, with its message. */
const messages = new Map<string, string>();
let folder = '';

// One run of biome over one copy of each file, an import a line: a run per row would take seconds.
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'import-rules-'));
  cpSync(join(root, 'biome.json'), join(folder, 'biome.json'));
  const rows = [...refused, ...allowed];
  for (const file of new Set(rows.map(([path]) => path))) {
    const lines = rows.filter(([path]) => path === file).map(([, line]) => line);
    mkdirSync(dirname(join(folder, file)), { recursive: true });
    writeFileSync(join(folder, file), `${lines.join('\n')}\n`);
  }
  const biome = join(root, 'node_modules/@biomejs/biome/bin/biome');
  const rule = '--only=style/noRestrictedImports';
  const run = spawnSync(
    process.execPath,
    [biome, 'lint', rule, '--vcs-enabled=false', '--reporter=json', '--max-diagnostics=none', '.'],
    { cwd: folder, encoding: 'utf8' },
  );
  for (const { message, location } of Report.parse(JSON.parse(run.stdout)).diagnostics) {
    const file = location.path.replaceAll('\\', '/');
    const lines = rows.filter(([path]) => path === file).map(([, line]) => line);
    messages.set(`${file}: ${lines[location.start.line - 1]}`, message);
  }
});

afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe('import rules', () => {
  it.each(refused)('refuse in %s: %s', (file, line, words) => {
    expect(messages.get(`${file}: ${line}`)).toContain(words);
  });

  it.each(allowed)('allow in %s: %s', (file, line) => {
    expect(messages.get(`${file}: ${line}`)).toBeUndefined();
  });
});

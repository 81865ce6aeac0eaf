import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { importBoundaries } from '../../../import-boundaries.ts';

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
  ['src/renderer/App.tsx', `await import('axios');`, 'window.mytone'],
  ['src/renderer/App.tsx', `import { jwtDecode } from 'jwt-decode';`, 'window.mytone'],
  ['src/renderer/App.tsx', `import { x } from '../../tools/gallery/scenes.ts';`, 'window.mytone'],
  ['src/shared/user.ts', `import { x } from '../main/log.ts';`, 'src/shared imports'],
  ['src/shared/user.ts', `import { x } from './../main/log.ts';`, 'src/shared imports'],
  ['src/shared/user.ts', `import { join } from 'node:path';`, 'src/shared imports'],
  ['src/shared/bridge/any.ts', `import { x } from '../../main/log.ts';`, 'src/shared imports'],
  ['src/shared/bridge/any.ts', `import axios from 'axios';`, 'src/shared imports'],
  ['src/shared/user.ts', `import axios from 'axios';`, 'src/shared imports'],
  ['src/shared/user.ts', `import { z } from 'zod';`, 'zod/mini'],
  ['src/main/profile/settings-schema.ts', `import { z } from 'zod';`, 'zod/mini'],
  ['src/main/auth/api/api.ts', `import { z } from 'zod';`, 'zod/mini'],
  ['src/renderer/forms/any.ts', `import { z } from 'zod';`, 'zod/mini'],
  ['src/preload/index.ts', `import { shell } from 'electron';`, 'contextBridge and ipcRenderer'],
  ['src/preload/index.ts', `import { z } from 'zod';`, 'src/shared/bridge/channels.ts'],
  [
    'src/preload/index.ts',
    `import { x } from '@mytone/shared/user.ts';`,
    'src/shared/bridge/channels.ts',
  ],
  ['src/main/auth/session.ts', `import { net } from 'electron';`, 'src/main/index.ts'],
  ['src/main/auth/session.ts', `import type { Net } from 'electron/main';`, 'src/main/index.ts'],
  ['src/main/auth/session.ts', `import { x } from '../log.ts';`, 'no other part of main'],
  [
    'src/main/auth/api/api.ts',
    `import { x } from '../../profile/settings.ts';`,
    'no other part of main',
  ],
  ['src/main/auth/session.ts', `import axios from 'axios';`, 'src/main/auth/api/http'],
  ['src/main/auth/api/http/http-client.ts', `import { net } from 'electron';`, 'src/main/index.ts'],
  ['src/main/auth/api/http/http-client.ts', `import keytar from 'keytar';`, 'src/main/keychain.ts'],
  ['src/main/window/window.ts', `import axios from 'axios';`, 'src/main/auth/api/http'],
  ['src/main/window/window.ts', `await import('axios');`, 'src/main/auth/api/http'],
  ['src/main/window/window.ts', `export * from 'axios';`, 'src/main/auth/api/http'],
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
  ['src/main/window/window.ts', `import React from 'react';`, 'one file that uses it'],
  ['src/main/window/window.ts', `await import('zustand/vanilla');`, 'one file that uses it'],
  ['src/main/auth/api/api.ts', `import type { Page } from 'playwright';`, 'one file that uses it'],
  ['src/main/auth/session.ts', `import { x } from '@noble/hashes/sha3.js';`, 'token-checksum.ts'],
  ['src/main/auth/session.ts', `import { jwtDecode } from 'jwt-decode';`, 'access-token.ts'],
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
  ['tools/browser-host/main.ts', `import { x } from '../../src/main/log.ts';`, 'stands in'],
  ['tools/browser-host/main.ts', `import { x } from '@mytone/shared/user.ts';`, 'stands in'],
  ['tools/dev/main.ts', `import { x } from '../../src/main/log.ts';`, 'npm run dev'],
  ['tools/gallery/scene.tsx', `import { x } from '../../src/main/log.ts';`, 'gallery'],
  ['tools/packaging/any.ts', `import { x } from '../../src/main/log.ts';`, 'src/shared'],
  ['scripts/start.mjs', `import { parse } from 'yaml';`, 'built-in modules'],
  ['scripts/lib/start.mjs', `import { x } from '../../tools/dev/main.ts';`, 'built-in modules'],
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
  ['src/renderer/forms/any.ts', `import { zodResolver } from '@hookform/resolvers/zod';`],
  ['src/shared/user.ts', `import { x } from './result.ts';`],
  ['src/shared/bridge/any.ts', `import { x } from '../result.ts';`],
  ['src/preload/index.ts', `import { contextBridge, ipcRenderer } from 'electron';`],
  ['src/preload/index.ts', `import { x } from '@mytone/shared/bridge/channels.ts';`],
  ['src/main/auth/api/http/fetch-adapter.ts', `import axios from 'axios';`],
  ['src/main/auth/api/http/http-client.ts', `import { x } from '../../../ports.ts';`],
  ['src/main/auth/tokens/any.ts', `import { x } from '../session/core/state.ts';`],
  ['src/main/keychain.ts', `import keytar from 'keytar';`],
  ['src/main/profile/settings.ts', `import Store from 'electron-store';`],
  ['src/main/log.ts', `import log from 'electron-log/main';`],
  ['src/main/bridge/ipc.ts', `import { ipcMain } from 'electron';`],
  ['src/main/window/window.ts', `import { BrowserWindow } from 'electron';`],
  ['server/src/db/pool.ts', `import pg from 'pg';`],
  ['server/src/app.ts', `import { x } from '@mytone/shared/inputs.ts';`],
  ['src/main/about/licenses.ts', `import { join } from 'node:path';`],
  ['tools/packaging/any.ts', `import type { License } from '@mytone/shared/settings/licenses.ts';`],
  ['tools/browser-host/main.ts', `import { chromium } from 'playwright';`],
  ['tools/gallery/scene.tsx', `import { App } from '../../src/renderer/App.tsx';`],
  ['scripts/lib/start.mjs', `import { setTimeout } from 'node:timers/promises';`],
  ['scripts/lib/start.mjs', `import { x } from '../machine.mjs';`],
  ['tests/unit/any.test.ts', `import keytar from 'keytar';`],
] as const;

const Report = z.object({
  diagnostics: z.array(
    z.object({
      message: z.string(),
      help: z.optional(z.string()),
      filename: z.string(),
      labels: z.array(z.object({ span: z.object({ line: z.number() }) })),
    }),
  ),
});

/** The same import under names of its own: a file may not import two things under one name. */
function rename(line: string, at: number): string {
  return line
    .replace(/^import (\w+) from/, `import $1${at} from`)
    .replace(/\* as (\w+)/, `* as $1${at}`)
    .replace(/\{ (.+) \}/, (_all, names: string) => {
      const renamed = names.split(', ').map((name) => `${name} as ${name}${at}`);
      return `{ ${renamed.join(', ')} }`;
    });
}

/** Line and file of each import that the linter refuses, with its messages. */
const messages = new Map<string, string>();
let folder = '';

// One run over one copy of each file, one import per line: a run per row would take seconds.
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'import-rules-'));
  const config = { categories: { correctness: 'off' }, overrides: importBoundaries };
  writeFileSync(join(folder, '.oxlintrc.json'), JSON.stringify(config));
  const rows = [...refused, ...allowed];
  for (const file of new Set(rows.map(([path]) => path))) {
    const lines = rows.filter(([path]) => path === file).map(([, line], at) => rename(line, at));
    mkdirSync(dirname(join(folder, file)), { recursive: true });
    writeFileSync(join(folder, file), `${lines.join('\n')}\n`);
  }
  const oxlint = join(root, 'node_modules/oxlint/bin/oxlint');
  const run = spawnSync(process.execPath, [oxlint, '--format=json'], {
    cwd: folder,
    encoding: 'utf8',
  });
  for (const { message, help = '', filename, labels } of Report.parse(JSON.parse(run.stdout))
    .diagnostics) {
    const file = filename.replaceAll('\\', '/');
    const lines = rows.filter(([path]) => path === file).map(([, line]) => line);
    const key = `${file}: ${lines[(labels[0]?.span.line ?? 0) - 1]}`;
    messages.set(key, `${messages.get(key) ?? ''} ${message} ${help}`);
  }
});

afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe('import rules', () => {
  it.each(refused)('in %s refuse %s', (file, line, words) => {
    expect(messages.get(`${file}: ${line}`)).toContain(words);
  });

  it.each(allowed)('in %s allow %s', (file, line) => {
    expect(messages.get(`${file}: ${line}`)).toBeUndefined();
  });
});

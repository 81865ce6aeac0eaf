import process from 'node:process';
import { provideElectron } from '../../../tools/browser-host/module-hooks.ts';

// Loads the given files one after another in a process of its own. With main alone it is done when
// main makes its window, else when all are loaded.

const [profile = '', ...files] = process.argv.slice(2);

/** Whatever main asks of it, it has, and it does nothing. */
const nothing: object = new Proxy(class {}, {
  get: (_target, name) => (name === 'then' ? undefined : nothing),
  apply: () => nothing,
  construct: () => nothing,
});

function electronPart(members: Readonly<Record<string, unknown>>): object {
  return new Proxy(nothing, { get: (_target, name) => members[String(name)] ?? nothing });
}

function finish(): void {
  process.send?.(performance.now() - startedAt, () => process.exit());
}

function makeWindow(): object {
  if (files.length === 1) {
    finish();
  }
  return nothing;
}

const silent = ['Menu', 'dialog', 'ipcMain', 'nativeTheme', 'net', 'powerMonitor', 'protocol'];
provideElectron({
  ...Object.fromEntries([...silent, 'screen', 'session', 'shell'].map((name) => [name, nothing])),
  app: electronPart({ isPackaged: false, getPath: () => profile, whenReady: async () => {} }),
  BrowserWindow: new Proxy(class {}, { construct: makeWindow }),
});

const startedAt = performance.now();
for (const file of files) {
  await import(file);
}
if (!files[0]?.includes('out/main') || files.length > 1) {
  finish();
}

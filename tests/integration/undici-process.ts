import process from 'node:process';
import { pathToFileURL } from 'node:url';
import { provideElectron } from '../../tools/browser-host/module-hooks.ts';

// Loads main's files as a second copy of the app, which quits without starting anything, and prints
// whether that loaded undici; then whether reading one of fetch's globals did.

const [, , ...files] = process.argv;
const windows = ['BrowserWindow', 'Menu', 'dialog', 'nativeTheme', 'screen', 'shell'];
const surroundings = ['ipcMain', 'net', 'powerMonitor', 'protocol', 'session'];

provideElectron({
  ...Object.fromEntries([...windows, ...surroundings].map((name) => [name, undefined])),
  app: { isPackaged: false, requestSingleInstanceLock: () => false, quit: () => {} },
});

const isUndiciLoaded = () =>
  'moduleLoadList' in process &&
  Array.isArray(process.moduleLoadList) &&
  process.moduleLoadList.includes('NativeModule internal/deps/undici/undici');

for (const file of files) await import(pathToFileURL(file).href);
const byLoading = isUndiciLoaded();
const byReading = typeof globalThis.Response === 'function' && isUndiciLoaded();
process.stdout.write(JSON.stringify({ byLoading, byReading }));

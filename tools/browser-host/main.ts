import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import process from 'node:process';
import { pathToFileURL } from 'node:url';
import { createHost } from './host.ts';
import { provideElectron } from './module-hooks.ts';

const [, , given, ...rest] = process.argv;
if (given === undefined) {
  process.stderr.write('usage: node tools/browser-host/main.ts <application folder> [arguments]\n');
  process.exit(2);
}
const folder = resolve(given);
const { main } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as { main: string };

// The application gets the same argv as in Electron: the executable, the folder unless it is packed,
// the arguments.
const isPackaged = process.env['BROWSER_HOST_PACKAGED'] === '1';
process.argv = [process.execPath, ...(isPackaged ? [] : [given]), ...rest];
Object.assign(process, { type: 'browser' });

const host = createHost(folder, rest);
provideElectron(host.electron);
process.on('SIGINT', host.quit);
process.on('SIGTERM', host.quit);
await import(pathToFileURL(join(folder, main)).href);
try {
  await host.start();
} catch (error) {
  // Exit here: an application that handles uncaught exceptions would keep running without a window.
  process.stderr.write(`${error instanceof Error ? error.message : error}\n`);
  process.exit(1);
}

import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import process from 'node:process';
import { setTimeout as wait } from 'node:timers/promises';
import { type DevApp, runApp } from './run-app.ts';
import { type Part, watchBuild } from './watch-build.ts';

// usage: node tools/dev/main.ts <Electron's binary, or an empty argument> <the app's arguments>
const [, , binary = '', ...args] = process.argv;
const root = resolve(import.meta.dirname, '../..');
/** A change of shared code rebuilds several parts: they are collected for this long. */
const collectMs = 300;

const rebuilt = new Set<Part>();
let app: DevApp | undefined;
let pageFiles = '';
let isUpdating = false;

// Main reads the list of the page's files when it starts.
const readPageFiles = () => readFileSync(join(root, 'out/renderer/files.json'), 'utf8');

async function openApp(): Promise<void> {
  rebuilt.clear();
  pageFiles = readPageFiles();
  const opened = await runApp(root, binary, args);
  app = opened;
  void opened.ended.then(() => {
    if (app === opened) {
      process.exit(0);
    }
  });
}

async function update(): Promise<void> {
  if (isUpdating) {
    return;
  }
  isUpdating = true;
  while (app !== undefined && rebuilt.size > 0) {
    const old: DevApp = app;
    await wait(collectMs);
    const isPageOnly = [...rebuilt].every((part) => part === 'renderer');
    if (isPageOnly && readPageFiles() === pageFiles) {
      rebuilt.clear();
      process.stdout.write('The page has changed: reloading it\n');
      await old.reload();
    } else {
      process.stdout.write('The app has changed: restarting it\n');
      app = undefined;
      await old.close();
      await openApp();
    }
  }
  isUpdating = false;
}

process.on('SIGINT', () => process.exit(0));
process.on('SIGTERM', () => process.exit(0));
await watchBuild(root, (part) => {
  rebuilt.add(part);
  void update();
});
await openApp();

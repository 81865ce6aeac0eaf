import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { build } from './build.mjs';
import { findElectron } from './electron-binary.mjs';
import { findSystemKeyring, startPrivateKeyring } from './keyring.mjs';
import { startLocalApi } from './local-api.mjs';
import { inspectMachine } from './machine.mjs';
import { node24 } from './node-24.mjs';
import { areNpmPackagesInstalled, bringNpmPackages } from './npm-packages.mjs';
import { requireDisplay, requireFreePort, requireWritableFolder } from './preconditions.mjs';
import { appProfile, logs, root, serverData } from './project.mjs';
import { Refusal } from './refusal.mjs';
import { runScript } from './script.mjs';
import { readStartOptions } from './start-options.mjs';
import { bringSystemPackages, browser, keyring, keytarBuild } from './system-packages.mjs';

/**
 * `npm start`: sets up what is missing, builds, starts the local API and opens the app against it.
 * @param {readonly string[]} args
 */
export async function start(args) {
  await runScript((processes) => openApp(args, processes), { interruptedCode: 0 });
}

/**
 * @param {readonly string[]} args
 * @param {import('./processes.mjs').Processes} processes
 */
async function openApp(args, processes) {
  const { api, port } = readStartOptions(args);
  requireDisplay(process.platform, process.env);
  requireWritableFolder(appProfile);
  requireWritableFolder(logs);
  const dataFolder = process.env['DATA_DIR'] || serverData;
  if (api === undefined) {
    requireWritableFolder(dataFolder);
    await requireFreePort(port);
  }

  const machine = inspectMachine();
  const systemBus =
    machine.platform === 'linux' ? await findSystemKeyring(processes, process.env) : '';
  const needs = [
    ...(areNpmPackagesInstalled() ? [] : [keytarBuild]),
    ...(systemBus === undefined ? [keyring] : []),
  ];
  await bringSystemPackages(needs, machine, processes);
  await bringNpmPackages(processes);
  const electron = await findElectron(processes);
  if ('missing' in electron) {
    await bringSystemPackages([browser], machine, processes);
  }
  await build(processes);

  const bus = systemBus ?? (await startPrivateKeyring(processes));
  const apiUrl = api ?? (await startLocalApi({ port, dataFolder }, processes));
  console.log(api === undefined ? `The local API listens on ${apiUrl}` : `The API is ${apiUrl}`);
  const env = { ...process.env, ...(bus === '' ? {} : { DBUS_SESSION_BUS_ADDRESS: bus }) };
  await runApp(electron, apiUrl, env, processes);
}

/**
 * Opens the window and waits until it is closed.
 * @param {Awaited<ReturnType<typeof findElectron>>} electron
 * @param {string} apiUrl
 * @param {NodeJS.ProcessEnv} env
 * @param {import('./processes.mjs').Processes} processes
 */
async function runApp(electron, apiUrl, env, processes) {
  const app = [root, `--api=${apiUrl}`, `--user-data-dir=${appProfile}`];
  const logFile = join(logs, 'app.log');
  // Chromium's sandbox refuses to run as root; nothing else turns it off.
  const asRoot = process.getuid?.() === 0 ? ['--no-sandbox'] : [];
  console.log(
    'binary' in electron
      ? 'Opening MyTone in Electron; close its window or press Ctrl-C to stop everything'
      : `Opening MyTone in the browser host (no Electron: ${electron.missing}); close its window or press Ctrl-C to stop everything`,
  );
  const child =
    'binary' in electron
      ? processes.start(electron.binary, [...app, ...asRoot], { env, logFile })
      : processes.start(node24, ['tools/browser-host/main.ts', ...app], { env, logFile });
  /** @type {number | null} */
  const code = await new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('close', resolve);
  });
  if (code !== 0) {
    console.error(readFileSync(logFile, 'utf8'));
    throw new Refusal(`MyTone ended with code ${code}; what it said is above.`);
  }
}

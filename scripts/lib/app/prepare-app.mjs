import { findElectron, runtimeEnvironment } from '../install/electron-binary.mjs';
import { areNpmPackagesInstalled, bringNpmPackages } from '../install/npm-packages.mjs';
import {
  requireDisplay,
  requireFreePort,
  requireWritableFolder,
} from '../install/preconditions.mjs';
import { bringSystemPackages, browser, keyring, keytarBuild } from '../install/system-packages.mjs';
import { startLocalApi } from '../local-api.mjs';
import { inspectMachine } from '../machine.mjs';
import { appProfile, logs, root, serverData } from '../project.mjs';
import { readStartOptions } from '../start-options.mjs';
import { findSystemKeyring, startPrivateKeyring } from './keyring.mjs';

/**
 * Sets up what is missing and starts what the app needs: a keyring and the API.
 * @param {readonly string[]} args of the command line
 * @param {import('../processes.mjs').Processes} processes
 * @param {() => Promise<void>} build builds the app after the packages are installed
 */
export async function prepareApp(args, processes, build) {
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
  await build();

  const bus = systemBus ?? (await startPrivateKeyring(processes));
  const apiUrl = api ?? (await startLocalApi({ port, dataFolder }, processes));
  console.log(api === undefined ? `The local API listens on ${apiUrl}` : `The API is ${apiUrl}`);
  const env = {
    ...process.env,
    ...runtimeEnvironment(electron),
    ...(bus === '' ? {} : { DBUS_SESSION_BUS_ADDRESS: bus }),
  };
  return { electron, env, args: [root, `--api=${apiUrl}`, `--user-data-dir=${appProfile}`] };
}

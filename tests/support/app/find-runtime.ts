import { createBrowserHostRuntime } from './browser-host.ts';
import { createElectronRuntime, findElectron } from './electron.ts';
import type { Runtime } from './running-app.ts';

/** Electron where its binary is there, else the browser host. */
export function findRuntime(): Runtime {
  const electron = findElectron();
  return electron ? createElectronRuntime(electron) : createBrowserHostRuntime();
}

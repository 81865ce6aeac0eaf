import { createBrowserHostRuntime } from './browser-host.ts';
import { createElectronRuntime, findElectron } from './electron.ts';
import type { Runtime } from './running-app.ts';

/**
 * The packed application that `E2E_EXECUTABLE` names, in the browser host; else Electron where its
 * binary is there, else the browser host.
 */
export function findRuntime(): Runtime {
  const packed = process.env['E2E_EXECUTABLE'];
  if (packed) return createBrowserHostRuntime(packed);
  const electron = findElectron();
  return electron ? createElectronRuntime(electron) : createBrowserHostRuntime();
}

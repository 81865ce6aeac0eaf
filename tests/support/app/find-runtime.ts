import process from 'node:process';
import { createBrowserHostRuntime } from './browser-host.ts';
import { createElectronRuntime, findElectron } from './electron.ts';
import type { Runtime } from './running-app.ts';

/**
 * The packed application that `E2E_EXECUTABLE` names, in the browser host; else the runtime that
 * the scripts chose (`MYTONE_RUNTIME`). Without a choice, as in an editor: Electron where its binary
 * is there, else the browser host.
 */
export function findRuntime(chosen = process.env['MYTONE_RUNTIME']): Runtime {
  const packed = process.env['E2E_EXECUTABLE'];
  if (packed) {
    return createBrowserHostRuntime(packed);
  }
  const electron = chosen === 'host' ? undefined : findElectron();
  if (chosen === 'electron' && electron === undefined) {
    throw new Error("MYTONE_RUNTIME=electron, but Electron's binary is not there");
  }
  return electron ? createElectronRuntime(electron) : createBrowserHostRuntime();
}

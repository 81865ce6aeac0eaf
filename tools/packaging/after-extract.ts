import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { AfterPackContext } from 'electron-builder';

/**
 * electron-builder's hook after Electron was copied into the package: removes the application that
 * Electron shows without one. electron-builder does so only if it has downloaded Electron itself.
 */
export async function afterExtract({
  appOutDir,
  electronPlatformName,
}: AfterPackContext): Promise<void> {
  const resources =
    electronPlatformName === 'darwin' ? 'Electron.app/Contents/Resources' : 'resources';
  await rm(join(appOutDir, resources, 'default_app.asar'), { force: true });
  await rm(join(appOutDir, 'version'), { force: true });
}

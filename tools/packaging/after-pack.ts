import { join } from 'node:path';
import { type AfterPackContext, Arch } from 'electron-builder';
import { setFuses } from './fuses.ts';
import { checkNativeAddons } from './native-addons.ts';

/**
 * electron-builder's hook between packing and signing: sets what its configuration cannot, and
 * refuses a package that would not be what it says.
 */
export async function afterPack(context: AfterPackContext): Promise<void> {
  checkNativeAddons(context.appOutDir, `${context.electronPlatformName}-${Arch[context.arch]}`);
  await setFuses(electronIn(context));
}

/** The packed Electron: on macOS the .app, elsewhere the executable. */
function electronIn({ appOutDir, electronPlatformName, packager }: AfterPackContext): string {
  const { productFilename, linuxPackageName } = packager.appInfo;
  const names: Record<string, string> = {
    darwin: `${productFilename}.app`,
    win32: `${productFilename}.exe`,
    linux: linuxPackageName,
  };
  return join(appOutDir, names[electronPlatformName] ?? linuxPackageName);
}

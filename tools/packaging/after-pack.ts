import { chmodSync, existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type AfterPackContext, Arch } from 'electron-builder';
import { setFuses } from './electron/fuses.ts';
import { tidyInfoPlist } from './electron/info-plist.ts';
import { collectLicenses, formatLicenses } from './licenses/licenses.ts';
import { checkNativeAddons } from './native/native-addons.ts';

/** Licence files next to the application, where users of a package look for them. */
const licenseFiles = {
  own: 'LICENSE.txt',
  others: 'LICENSES.third-party.txt',
  electron: 'LICENSE.electron.txt',
  chromium: 'LICENSES.chromium.html',
};

/**
 * electron-builder's hook between packing and signing: adds the licences, sets what the
 * configuration cannot, and refuses a package whose content does not match its name.
 */
export async function afterPack(context: AfterPackContext): Promise<void> {
  const { appOutDir, electronPlatformName, packager } = context;
  const target = `${electronPlatformName}-${Arch[context.arch]}`;
  // npm makes addons executable, but they are libraries.
  for (const addon of checkNativeAddons(appOutDir, target)) {
    chmodSync(addon, 0o644);
  }
  const isMac = electronPlatformName === 'darwin';
  const contents = join(appOutDir, `${packager.appInfo.productFilename}.app`, 'Contents');
  addLicenses(packager.projectDir, isMac ? join(contents, 'Resources') : appOutDir);
  if (isMac) {
    const infoPlist = join(contents, 'Info.plist');
    writeFileSync(infoPlist, tidyInfoPlist(readFileSync(infoPlist, 'utf8')));
  }
  await setFuses(electronIn(context));
}

function addLicenses(project: string, folder: string): void {
  writeFileSync(join(folder, licenseFiles.own), readFileSync(join(project, 'LICENSE')));
  writeFileSync(join(folder, licenseFiles.others), formatLicenses(collectLicenses(project)));
  for (const name of Object.values(licenseFiles)) {
    if (!existsSync(join(folder, name))) {
      throw new Error(`${name} was not packed`);
    }
  }
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

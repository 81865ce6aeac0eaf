import plist, { type PlistObject } from 'plist';

/**
 * Our application's Info.plist, made from electron-builder's: without Electron's reasons for
 * camera, microphone and Bluetooth (every permission is refused), and without plain HTTP. Local
 * connections stay allowed, because the updater of macOS gets its file over one.
 * @param text the file's XML
 */
export function tidyInfoPlist(text: string): string {
  const entries = Object.entries(plist.parse(text) as PlistObject).filter(
    ([key]) => !/^NS\w+UsageDescription$/.test(key),
  );
  return plist.build({
    ...Object.fromEntries(entries),
    NSAppTransportSecurity: { NSAllowsLocalNetworking: true },
  });
}

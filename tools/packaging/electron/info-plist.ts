import plist, { type PlistObject } from 'plist';

/**
 * The Info.plist of our application from the one that electron-builder leaves: without the reasons
 * for camera, microphone and Bluetooth that Electron's own brings (every permission is refused), and
 * without plain HTTP to anywhere. Local connections stay allowed: macOS' installer of updates is
 * served over one.
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

/**
 * Where this build looks for new versions: feeds such as `latest-linux-x64.json` are here, their files
 * in `../v0.1.1/`. The address is not trusted: its owner can withhold releases, but not change them.
 */
export const updateFeed = 'https://updates.mytone.example/desktop/feed/';

/**
 * The public keys of the keys that sign releases, as `npm run release-key` prints them. A signature by
 * one of them is enough; docs/release.md says how a key is replaced. While the list is empty, no release
 * can be made and this build accepts none.
 */
export const releaseKeys: readonly string[] = [];

/** The releases for everyone; a signature for another channel is refused. */
export const updateChannel = 'latest';

const fileNames: Readonly<Record<string, (version: string, arch: NodeJS.Architecture) => string>> =
  {
    // AppImage has its own word for the processor.
    linux: (version, arch) =>
      `MyTone-${version}-linux-${arch === 'x64' ? 'x86_64' : arch}.AppImage`,
    win32: (version, arch) => `MyTone-Setup-${version}-${arch}.exe`,
    darwin: (version, arch) => `MyTone-${version}-mac-${arch}.zip`,
  };

/**
 * The name of the file that updates a copy, as in electron-builder.yml: a release for another system
 * or processor has a different name, so that it cannot be installed here.
 */
export function nameOfUpdate(
  version: string,
  platform: NodeJS.Platform,
  arch: NodeJS.Architecture,
): string {
  return fileNames[platform]?.(version, arch) ?? '';
}

/**
 * Where this build looks for new versions: `latest-linux-x64.json` and its like lie here, their files
 * in `../v0.1.1/`. The address is not trusted: its owner can withhold releases, and nothing else.
 */
export const updateFeed = 'https://updates.mytone.example/desktop/feed/';

/**
 * The public keys that releases are signed with, as `npm run release-key` prints them. One of them is
 * enough: docs/release.md says how a key is replaced. Until there is one no release can be made, and
 * this build takes none.
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
 * The name of the file that updates a copy, as electron-builder.yml has it: a release for another
 * system or processor has another one, so that it cannot be installed here.
 */
export function nameOfUpdate(
  version: string,
  platform: NodeJS.Platform,
  arch: NodeJS.Architecture,
): string {
  return fileNames[platform]?.(version, arch) ?? '';
}

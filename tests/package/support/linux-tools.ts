import { execFileSync } from 'node:child_process';
import { mkdir, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import process from 'node:process';

/** Where the file system begins in an AppImage; what is before it starts it. */
const runtimeBytes = 4096;

/** In place of AppImage's runtime, which mounts the file system: unpacks it, then runs it. */
const runtime = `#!/bin/sh
# Stand-in for packaging tests.
image="$(readlink -f "$0")"
if [ "$1" = --appimage-extract ]; then
  exec unsquashfs -quiet -no-progress -offset ${runtimeBytes} -dest squashfs-root "$image"
fi
folder="$(mktemp -d)"
unsquashfs -quiet -no-progress -offset ${runtimeBytes} -dest "$folder/root" "$image" >/dev/null || exit 74
APPIMAGE="$image" APPDIR="$folder/root" "$folder/root/AppRun" "$@"
code=$?
rm -rf "$folder"
exit $code
`;

/**
 * Stands tools of this system in for those that electron-builder downloads for Linux packages.
 * @param folder an empty one for them
 * @returns the variables by which electron-builder finds them
 */
export async function provideLinuxTools(folder: string): Promise<Record<string, string>> {
  const appImage = join(folder, 'appimage');
  await mkdir(join(appImage, 'runtimes'), { recursive: true });
  await mkdir(join(appImage, 'lib/x64'), { recursive: true });
  for (const tool of ['mksquashfs', 'desktop-file-validate']) {
    await symlink(pathOf(tool), join(appImage, tool));
  }
  await writeFile(join(appImage, 'runtimes/runtime-x64'), runtime.padEnd(runtimeBytes, '\n'));
  const fpm = join(folder, 'fpm');
  const main = join(import.meta.dirname, 'fpm/main.ts');
  await writeFile(fpm, `#!/bin/sh\nexec "${process.execPath}" "${main}" "$@"\n`, { mode: 0o755 });
  return {
    CUSTOM_FPM_PATH: fpm,
    APPIMAGE_TOOLS_PATH: appImage,
    ELECTRON_BUILDER_7ZIP_PATH: pathOf('7za'),
  };
}

const pathOf = (program: string) =>
  execFileSync('sh', ['-c', `command -v ${program}`], { encoding: 'utf8' }).trim();

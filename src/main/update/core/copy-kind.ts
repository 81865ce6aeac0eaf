import { isAbsolute, join } from 'node:path';
import type { UpdateManager } from '@mytone/shared/update-state.ts';

/** How a copy that updates itself was installed. */
export type SelfUpdating =
  | { readonly how: 'app-image'; readonly image: string }
  | { readonly how: 'nsis' }
  | { readonly how: 'mac' };

export type CopyKind = SelfUpdating | { readonly how: 'managed'; readonly by: UpdateManager };

/** What is known about the running copy. */
export interface RunningCopy {
  readonly isPackaged: boolean;
  readonly platform: NodeJS.Platform;
  /** The running executable. */
  readonly execPath: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** The text of electron-builder's `resources/package-type`, which it writes for .deb and .rpm. */
  readonly readPackageType: () => string | null;
  /** Whether a file exists. */
  readonly exists: (path: string) => boolean;
}

/** Where a .deb and an .rpm install the application (electron-builder's default). */
const packagesFolder = '/opt/MyTone/';

/** Whether the running copy may replace itself, and how; else who updates it. */
export function findCopyKind(copy: RunningCopy): CopyKind {
  const managed = (by: UpdateManager) => ({ how: 'managed', by }) as const;
  if (!copy.isPackaged) {
    return managed('developer');
  }
  if (copy.platform === 'darwin') {
    return { how: 'mac' };
  }
  if (copy.platform === 'win32') {
    // The zip contains no uninstaller.
    return copy.exists(join(copy.execPath, '..', 'Uninstall MyTone.exe'))
      ? { how: 'nsis' }
      : managed('user');
  }
  const image = findAppImage(copy);
  if (image !== null) {
    return { how: 'app-image', image };
  }
  const managers: Readonly<Record<string, UpdateManager>> = { deb: 'apt', rpm: 'package-manager' };
  // electron-builder leaves the text in the folder that it packs next, so an unpacked .tar.gz may
  // contain it too: only a copy in the packages' folder comes from a package.
  const packageType = copy.execPath.startsWith(packagesFolder) ? copy.readPackageType() : null;
  return managed(managers[packageType?.trim() ?? ''] ?? 'user');
}

/**
 * The AppImage that this copy runs from. A copy started by another AppImage inherits its variables:
 * ours are those whose mounted folder holds the running executable.
 */
function findAppImage({ env, execPath }: RunningCopy): string | null {
  const { APPIMAGE: image, APPDIR: folder } = env;
  return image && folder && isAbsolute(image) && execPath.startsWith(`${folder}/`) ? image : null;
}

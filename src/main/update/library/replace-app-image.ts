import { constants } from 'node:fs';
import { access, chmod, copyFile, open, rename, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { Release } from '../core/signed-release.ts';
import { checkDownload } from './check-download.ts';

/**
 * Replaces the running AppImage in one atomic step. electron-updater deletes the old file first, and a
 * full disk or an end of the process after that would leave the user without the application. The file
 * keeps its name, so that shortcuts still work; the running copy keeps using the old file.
 * @param downloaded the new AppImage, in the updater's cache
 * @param image the file that the running copy was started from
 */
export async function replaceAppImage(
  downloaded: string,
  image: string,
  release: Release,
): Promise<void> {
  // In the same folder, because a rename across file systems is not atomic.
  const next = join(dirname(image), `.${release.file}.new`);
  try {
    await access(image, constants.W_OK);
    await copyFile(downloaded, next);
    await chmod(next, 0o755);
    await flush(next);
    await checkDownload(next, release);
    await rename(next, image);
  } catch (error) {
    await rm(next, { force: true }).catch(() => {});
    throw error;
  }
}

/** A rename may reach the disk before the content does. */
async function flush(file: string): Promise<void> {
  const handle = await open(file, 'r+');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

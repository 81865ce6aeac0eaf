import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { pipeline } from 'node:stream/promises';
import type { Release } from '../core/signed-release.ts';
import { UpdateError } from '../core/update-failure.ts';

/**
 * Checks that a file is the one that was signed. electron-updater compares a hash too, but hours may
 * pass between the download and the installation.
 * @throws UpdateError `damaged`
 */
export async function checkDownload(file: string, { size, sha512 }: Release): Promise<void> {
  const found = await stat(file).catch(() => null);
  if (found?.size !== size) {
    throw new UpdateError('damaged', 'size');
  }
  const hash = createHash('sha512');
  await pipeline(createReadStream(file), hash);
  if (hash.digest('base64') !== sha512) {
    throw new UpdateError('damaged', 'hash');
  }
}

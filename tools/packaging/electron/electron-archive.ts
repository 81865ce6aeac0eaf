import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { pipeline } from 'node:stream/promises';

/** The name that Electron gives to the archive of its binary. */
export function nameOfElectronArchive(version: string, platform: string, arch: string): string {
  return `electron-v${version}-${platform}-${arch}.zip`;
}

/**
 * Refuses an archive that the `electron` package of the lockfile does not list.
 * @param file the archive
 * @param name the name under which `checksums` lists it
 * @param checksums electron/checksums.json: SHA-256 in hexadecimal
 */
export async function checkElectronArchive(
  file: string,
  name: string,
  checksums: Readonly<Record<string, string>>,
): Promise<void> {
  const expected = checksums[name];
  if (expected === undefined) {
    throw new Error(`electron/checksums.json does not list ${name}`);
  }
  const hash = createHash('sha256');
  await pipeline(createReadStream(file), hash);
  if (hash.digest('hex') !== expected) {
    throw new Error(`${file} is not the ${name} that electron/checksums.json names`);
  }
}

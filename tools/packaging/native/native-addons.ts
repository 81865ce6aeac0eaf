import { closeSync, openSync, readdirSync, readSync } from 'node:fs';
import { join } from 'node:path';
import { describeMachineCode, headerBytes } from './machine-code.ts';

/**
 * Refuses a package whose native addons were built for another system or processor: keytar's is
 * built by `npm ci` on the packing machine, and electron-builder packs it for any target.
 * @param folder the packed application
 * @param target "linux-x64", "win32-arm64" and so on
 * @returns the paths of the addons
 * @throws with the names of the wrong files, or if none was packed
 */
export function checkNativeAddons(folder: string, target: string): string[] {
  const addons = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) =>
    name.endsWith('.node'),
  );
  if (addons.length === 0) {
    throw new Error('keytar.node was not packed');
  }
  const wrong = addons
    .map((name) => ({ name, built: describeMachineCode(readHeader(join(folder, name))) }))
    .filter(({ built }) => built !== target);
  if (wrong.length > 0) {
    const list = wrong.map(({ name, built }) => `${name} is built for ${built}`).join(', ');
    throw new Error(
      `${list}; this package is for ${target}. Make each package on its own system and processor.`,
    );
  }
  return addons.map((name) => join(folder, name));
}

function readHeader(file: string): Buffer {
  const header = Buffer.alloc(headerBytes);
  const descriptor = openSync(file, 'r');
  try {
    return header.subarray(0, readSync(descriptor, header, 0, headerBytes, 0));
  } finally {
    closeSync(descriptor);
  }
}

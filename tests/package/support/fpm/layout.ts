import { chmodSync, cpSync, mkdirSync, readdirSync } from 'node:fs';
import { dirname, join, relative, sep } from 'node:path';
import type { PackageOrder } from './arguments.ts';

/** Lays the package's files out below `stage`, as they are to be installed below the root. */
export function layOut(inputs: PackageOrder['inputs'], stage: string): void {
  for (const [from, to] of inputs) {
    const target = join(stage, to);
    mkdirSync(dirname(target), { recursive: true });
    cpSync(from, target, { recursive: true, verbatimSymlinks: true });
    if (!from.endsWith('/')) {
      chmodSync(target, 0o644);
    }
  }
  for (const folder of [stage, ...list(stage, (entry) => entry.isDirectory())]) {
    chmodSync(folder, 0o755);
  }
}

/** Paths of the files below a folder, relative to it, in order. */
export function listFiles(stage: string): string[] {
  return list(stage, (entry) => !entry.isDirectory())
    .map((path) => relative(stage, path).split(sep).join('/'))
    .toSorted();
}

function list(folder: string, isWanted: (entry: { isDirectory(): boolean }) => boolean): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter(isWanted)
    .map(({ parentPath, name }) => join(parentPath, name));
}

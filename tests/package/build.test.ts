import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect, it } from 'vitest';
import { root } from '../support/project.ts';

const run = promisify(execFile);

/** Each file below a folder with the hash of its content. */
async function hashFiles(folder: string): Promise<Record<string, string>> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const paths = entries
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name));
  const hashes = paths.toSorted().map(async (path) => {
    const hash = createHash('sha256').update(await readFile(path));
    return [path.slice(folder.length), hash.digest('hex')] as const;
  });
  return Object.fromEntries(await Promise.all(hashes));
}

it('a second build is the same as the first, byte for byte', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'mytone-build-'));
  const builder = join(root, 'node_modules/electron-vite/bin/electron-vite.js');
  await run(process.execPath, [builder, 'build', '--outDir', folder], { cwd: root });
  expect(await hashFiles(folder)).toEqual(await hashFiles(join(root, 'out')));
  await rm(folder, { recursive: true });
});

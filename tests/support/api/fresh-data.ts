import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readdir, readFile, rename, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { root } from '../project.ts';

const folderOfAll = join(root, 'node_modules', '.cache', 'api-fresh-data');
const keptForMs = 24 * 60 * 60 * 1000;

/** Changes with everything that decides what an empty database holds. */
async function digestServer(): Promise<string> {
  const sources = await readdir(join(root, 'server', 'src'), {
    recursive: true,
    withFileTypes: true,
  });
  const paths = sources
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name));
  const hash = createHash('sha256');
  for (const path of [join(root, 'package-lock.json'), ...paths.sort()]) {
    hash.update(path.slice(root.length)).update(await readFile(path));
  }
  return hash.digest('hex').slice(0, 16);
}

async function removeOld(): Promise<void> {
  for (const name of await readdir(folderOfAll)) {
    const folder = join(folderOfAll, name);
    const found = await stat(folder).catch(() => null);
    if (found !== null && Date.now() - found.mtimeMs > keptForMs) {
      await rm(folder, { recursive: true, force: true });
    }
  }
}

/**
 * A data folder of the API with the tables and nothing in them. It is kept from run to run, because
 * making one takes longer than most tests.
 * @param make writes it into a folder that exists
 */
export async function bringFreshData(make: (folder: string) => Promise<void>): Promise<string> {
  const kept = join(folderOfAll, await digestServer());
  if (existsSync(kept)) {
    return kept;
  }
  await mkdir(folderOfAll, { recursive: true });
  await removeOld();
  const folder = await mkdtemp(join(folderOfAll, 'new-'));
  await make(folder);
  try {
    await rename(folder, kept);
  } catch (error) {
    // Another worker made the same a moment earlier.
    if (!existsSync(kept)) {
      throw error;
    }
    await rm(folder, { recursive: true, force: true });
  }
  return kept;
}

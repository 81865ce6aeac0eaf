import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PGlite } from '@electric-sql/pglite';
import type { TestProject } from 'vitest/node';
import { migrate } from '../../src/db/migrate.ts';
import { openPglite } from '../../src/db/pglite.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** File with PGlite's data folder just after initdb, which takes longer than most tests. */
    pgliteSnapshot: string;
    /** A data folder of the server with all tables and nothing in them. */
    emptyDataFolder: string;
  }
}

/** Made once for all files of a run; each of their databases starts as a copy. */
export async function setup(project: TestProject): Promise<() => Promise<void>> {
  const folder = await mkdtemp(join(tmpdir(), 'mytone-pglite-'));
  const file = join(folder, 'empty.tar');
  const engine = await PGlite.create({ dataDir: join(folder, 'pglite') });
  await writeFile(file, (await engine.dumpDataDir('none')).stream());
  await engine.close();
  const database = await openPglite(folder);
  await migrate(database);
  await database.close();
  project.provide('pgliteSnapshot', file);
  project.provide('emptyDataFolder', folder);
  return () => rm(folder, { recursive: true, force: true });
}

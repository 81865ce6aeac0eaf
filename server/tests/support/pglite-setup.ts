import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PGlite } from '@electric-sql/pglite';
import type { TestProject } from 'vitest/node';

declare module 'vitest' {
  interface ProvidedContext {
    /** File with PGlite's data folder just after initdb, which takes longer than most tests. */
    pgliteSnapshot: string;
  }
}

/** One snapshot for all files of a run; each of their databases starts as a copy of it. */
export async function setup(project: TestProject): Promise<() => Promise<void>> {
  const folder = await mkdtemp(join(tmpdir(), 'mytone-pglite-'));
  const file = join(folder, 'empty.tar');
  const engine = await PGlite.create();
  await writeFile(file, (await engine.dumpDataDir('none')).stream());
  await engine.close();
  project.provide('pgliteSnapshot', file);
  return () => rm(folder, { recursive: true, force: true });
}

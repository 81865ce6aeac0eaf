import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PGlite } from '@electric-sql/pglite';
import type { TestProject } from 'vitest/node';
import { type Postgres, startPostgres } from './postgres.ts';
import { missingPostgres } from './programs.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** Address of the shared PostgreSQL's database `postgres`; null where there is none. */
    postgresUrl: string | null;
    /** File with PGlite's data folder just after initdb, which takes longer than most tests. */
    pgliteSnapshot: string;
  }
}

async function writePgliteSnapshot(folder: string): Promise<string> {
  const file = join(folder, 'empty.tar');
  const engine = await PGlite.create();
  await writeFile(file, (await engine.dumpDataDir('none')).stream());
  await engine.close();
  return file;
}

/** One PostgreSQL for all files of a run; each test file makes databases of its own in it. */
export async function setup(project: TestProject): Promise<() => Promise<void>> {
  let postgres: Postgres | undefined;
  try {
    postgres = await startPostgres(['fsync=off']);
  } catch (error) {
    if (!(error instanceof Error && error.message === missingPostgres)) {
      throw error;
    }
  }
  project.provide('postgresUrl', postgres?.url('postgres') ?? null);
  const folder = await mkdtemp(join(tmpdir(), 'mytone-pglite-'));
  project.provide('pgliteSnapshot', await writePgliteSnapshot(folder));
  return async () => {
    await postgres?.remove();
    await rm(folder, { recursive: true, force: true });
  };
}

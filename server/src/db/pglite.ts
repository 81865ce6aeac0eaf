import { existsSync } from 'node:fs';
import { rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { PGlite, PGliteOptions } from '@electric-sql/pglite';
import { type Database, type Queryable, withoutValues } from './database.ts';

type Runner = Pick<PGlite, 'query' | 'exec'>;

async function cleaned<Value>(work: Promise<Value>): Promise<Value> {
  try {
    return await work;
  } catch (error) {
    throw withoutValues(error);
  }
}

function queryableOver(runner: Runner): Queryable {
  return {
    query: async <Row = unknown>(sql: string, parameters: readonly unknown[] = []) => {
      const result = await cleaned(runner.query<Row>(sql, [...parameters]));
      return result.rows;
    },
    script: async (sql) => {
      await cleaned(runner.exec(sql));
    },
  };
}

// PostgreSQL's default is 128 MB, which it fills with zeros at every start.
const smallBuffers = ['-c', 'shared_buffers=8MB'];

async function open(options: PGliteOptions): Promise<PGlite> {
  // Loaded on demand: these 10 MB are not needed by a server on PostgreSQL.
  const { PGlite: Engine } = await import('@electric-sql/pglite');
  const startParams = [...Engine.defaultStartParams, ...smallBuffers];
  return await Engine.create({ ...options, startParams });
}

async function openFolder(dataFolder: string): Promise<PGlite> {
  const folder = join(dataFolder, 'pglite');
  if (!existsSync(folder)) {
    // Created under another name and then renamed, so that a killed process never leaves half a
    // database.
    const unfinished = join(dataFolder, 'pglite.unfinished');
    await rm(unfinished, { recursive: true, force: true });
    await (await open({ dataDir: unfinished })).close();
    await rename(unfinished, folder);
  }
  return await open({ dataDir: folder });
}

/**
 * PostgreSQL inside this process. The caller must lock `dataFolder` first: two processes on one
 * folder lose rows without an error. It never calls fsync: a power failure can lose the last
 * writes, a killed process does not.
 */
export async function openPglite(dataFolder: string): Promise<Database> {
  return databaseOver(await openFolder(dataFolder));
}

/** The same in memory, which starts as a copy of `snapshot` (PGlite's `dumpDataDir`). */
export async function openPgliteInMemory(snapshot: Blob): Promise<Database> {
  return databaseOver(await open({ loadDataDir: snapshot }));
}

function databaseOver(engine: PGlite): Database {
  return {
    ...queryableOver(engine),
    transaction: (work) => engine.transaction((inner) => work(queryableOver(inner))),
    connections: () => null,
    close: () => engine.close(),
  };
}

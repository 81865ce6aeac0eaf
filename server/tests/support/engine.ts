import { randomUUID } from 'node:crypto';
import { openAsBlob } from 'node:fs';
import pg from 'pg';
import { inject } from 'vitest';
import type { Database } from '../../src/db/database.ts';
import { openPgliteInMemory } from '../../src/db/pglite.ts';
import { createPostgres, type PostgresOptions } from '../../src/db/postgres.ts';
import { missingPostgres } from './programs.ts';

export const engines = ['pglite', 'postgres'] as const;
export type Engine = (typeof engines)[number];

/** A fresh database of the shared PostgreSQL. */
export async function makePostgresDatabase(): Promise<string> {
  const shared = inject('postgresUrl');
  if (shared === null) {
    throw new Error(missingPostgres);
  }
  const name = `test_${randomUUID().replaceAll('-', '')}`;
  const client = new pg.Client({ connectionString: shared });
  await client.connect();
  await client.query(`create database ${name}`);
  await client.end();
  return shared.replace(/postgres$/, name);
}

export function connectPostgres(url: string, change: Partial<PostgresOptions> = {}): Database {
  return createPostgres({ url, poolSize: 10, onIdleError: () => undefined, ...change });
}

/** An empty database of either engine; PGlite's lives in memory. */
export async function openEngine(engine: Engine): Promise<Database> {
  return engine === 'pglite'
    ? await openPgliteInMemory(await openAsBlob(inject('pgliteSnapshot')))
    : connectPostgres(await makePostgresDatabase());
}

/** The same database, which also counts its queries. */
export function countQueries(database: Database): { database: Database; count: () => number } {
  let queries = 0;
  const counted = (...query: Parameters<Database['query']>) => {
    queries += 1;
    return database.query(...query);
  };
  return {
    database: { ...database, query: counted as Database['query'] },
    count: () => queries,
  };
}

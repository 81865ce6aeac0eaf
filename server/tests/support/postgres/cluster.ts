import type { FastifyInstance } from 'fastify';
import { afterEach, beforeEach } from 'vitest';
import type { Database } from '../../../src/db/database.ts';
import { openInstance } from '../api.ts';
import { connectPostgres, type Engine, makePostgresDatabase, openEngine } from '../engine.ts';

/** Three instances on one PostgreSQL; one on PGlite, whose folder no second process can open. */
async function openCluster(engine: Engine) {
  const url = engine === 'postgres' ? await makePostgresDatabase() : null;
  const databases =
    url === null ? [await openEngine('pglite')] : [1, 2, 3].map(() => connectPostgres(url));
  const [database] = databases;
  if (database === undefined) {
    throw new Error('No database was opened');
  }
  const instances = await Promise.all(databases.map((each) => openInstance(each)));
  return {
    database,
    instances,
    close: async () => {
      await Promise.all(instances.map((instance) => instance.close()));
      await Promise.all(databases.map((each) => each.close()));
    },
  };
}

/** A fresh cluster for each test of the block. */
export function clusterForEach(engine: Engine) {
  let cluster: Awaited<ReturnType<typeof openCluster>>;
  beforeEach(async () => {
    cluster = await openCluster(engine);
  });
  afterEach(() => cluster.close());

  return {
    /** For looking into the database that all instances share. */
    query: ((...query) => cluster.database.query(...query)) as Database['query'],
    /** The instances in turn. */
    appAt: (index: number): FastifyInstance => {
      const instance = cluster.instances[index % cluster.instances.length];
      if (instance === undefined) {
        throw new Error('There is no instance');
      }
      return instance.app;
    },
  };
}

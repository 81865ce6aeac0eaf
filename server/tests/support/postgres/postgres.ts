import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { freePort, ownFolder, postgresPrograms } from '../programs.ts';
import { createNode, type PostgresNode } from './postgres-node.ts';

/** A PostgreSQL of our own, on a free port in a temporary folder. */
export interface Postgres extends PostgresNode {
  remove(): Promise<void>;
}

/** Makes the folder and starts the server. `settings` as in postgresql.conf. */
export async function startPostgres(settings: readonly string[] = []): Promise<Postgres> {
  const programs = postgresPrograms();
  const place = ownFolder('postgres');
  const data = join(place.folder, 'data');
  const access = ['-U', 'mytone', '-A', 'trust', '-E', 'UTF8'];
  place.run(join(programs, 'initdb'), ['-D', data, ...access, '--no-sync']);
  const node = createNode({ place, data, port: await freePort(), settings });
  await node.start();
  return {
    ...node,
    remove: async () => {
      await node.stop();
      rmSync(place.folder, { recursive: true, force: true });
    },
  };
}

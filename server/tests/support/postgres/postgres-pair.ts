import { appendFileSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import pg from 'pg';
import { vi } from 'vitest';
import { freePort, ownFolder, postgresPrograms } from '../programs.ts';
import { createNode, type PostgresNode } from './postgres-node.ts';

/** A primary and its synchronous standby, set up and handled as docs/deploy.md says. */
export interface PostgresPair {
  readonly nodes: readonly [PostgresNode, PostgresNode];
  primary(): PostgresNode;
  standby(): PostgresNode;
  /** Makes the standby the primary; resolves when it is. The old one is left as it is. */
  promote(): Promise<void>;
  /** Makes the former primary, which must have ended, the standby of the new one. */
  rebuild(): Promise<void>;
  remove(): Promise<void>;
}

const patience = { timeout: 120_000, interval: 100 };

const deployed = (file: string) =>
  readFileSync(new URL(`../../../deploy/postgresql/${file}`, import.meta.url), 'utf8');

/** Of a file of server/deploy, one by one, as psql runs them. */
const statementsOf = (file: string) =>
  deployed(file)
    .replaceAll(/^--.*$/gm, '')
    .split(';')
    .filter((statement) => statement.trim() !== '');

/** Runs statements on the node itself, past any proxy; resolves to the rows of the last one. */
async function runOn(node: PostgresNode, statements: readonly string[]) {
  const client = new pg.Client(node.url('postgres'));
  await client.connect();
  let rows: readonly unknown[] = [];
  for (const statement of statements) {
    ({ rows } = await client.query(statement));
  }
  await client.end();
  return rows;
}

/** Waits until the standby streams, and has the primary wait for it from then on. */
async function awaitStandby(primary: PostgresNode): Promise<void> {
  const hasOneThat = async (condition: string) =>
    (await runOn(primary, [`select from pg_stat_replication where ${condition}`])).length === 1;
  await vi.waitUntil(() => hasOneThat(`state = 'streaming'`), patience);
  await runOn(primary, statementsOf('await-standby.sql'));
  await vi.waitUntil(() => hasOneThat(`sync_state = 'quorum'`), patience);
}

export async function startPostgresPair(): Promise<PostgresPair> {
  const programs = postgresPrograms();
  const place = ownFolder('pair');
  const run = (program: string, args: readonly string[]) =>
    place.run(join(programs, program), args);
  const dataOf = (node: PostgresNode) => join(place.folder, String(node.port));
  const sourceOf = (node: PostgresNode) =>
    `host=127.0.0.1 port=${node.port} user=replicator dbname=postgres`;

  async function createNamed(name: string): Promise<PostgresNode> {
    const port = await freePort();
    const settings = ['fsync=off', `cluster_name=${name}`];
    return createNode({ place, data: join(place.folder, String(port)), port, settings });
  }

  const nodes = [await createNamed('node1'), await createNamed('node2')] as const;
  let [primary, standby]: readonly [PostgresNode, PostgresNode] = nodes;
  const access = ['-U', 'mytone', '-A', 'trust', '-E', 'UTF8'];
  run('initdb', ['-D', dataOf(primary), ...access, '--no-sync']);
  appendFileSync(join(dataOf(primary), 'postgresql.conf'), deployed('replication.conf'));
  await primary.start();
  await runOn(primary, [
    // There is no standby to wait for yet.
    `alter system set synchronous_standby_names = ''`,
    'select pg_reload_conf()',
    ...statementsOf('roles.sql'),
  ]);
  run('pg_basebackup', [
    ...['--pgdata', dataOf(standby), '--dbname', sourceOf(primary)],
    ...['--write-recovery-conf', '--checkpoint=fast', '--no-sync'],
  ]);
  await standby.start();
  await awaitStandby(primary);

  return {
    nodes,
    primary: () => primary,
    standby: () => standby,
    promote: async () => {
      await runOn(standby, statementsOf('promote.sql'));
      [primary, standby] = [standby, primary];
    },
    rebuild: async () => {
      // pg_rewind reads the new timeline from the control file, which a checkpoint writes.
      await runOn(primary, ['checkpoint']);
      run('pg_rewind', [
        ...['--target-pgdata', dataOf(standby), '--source-server', sourceOf(primary)],
        ...['--write-recovery-conf', '--no-sync'],
      ]);
      await standby.start();
      await awaitStandby(primary);
    },
    remove: async () => {
      await Promise.all(nodes.map((node) => node.kill()));
      rmSync(place.folder, { recursive: true, force: true });
    },
  };
}

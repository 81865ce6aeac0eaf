import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import pg from 'pg';
import { freePort, ownFolder } from '../programs.ts';

type Settings = Readonly<Record<string, string>>;

/** A PgBouncer of our own. */
export interface PgBouncer {
  /** Address of the database through it. */
  readonly url: string;
  /** Changes a setting while it runs. */
  set(name: string, value: string): Promise<void>;
  remove(): Promise<void>;
}

const documented = new URL('../../../deploy/pgbouncer/pgbouncer.ini', import.meta.url);

/** The text with other values; what it does not set goes to its end. */
function changed(text: string, settings: Settings): string {
  return Object.entries(settings).reduce((before, [name, value]) => {
    const line = new RegExp(`^${name} =.*$`, 'm');
    const set = `${name} = ${value}`;
    return line.test(before) ? before.replace(line, set) : `${before}${set}\n`;
  }, text);
}

async function connectConsole(url: string, pooler: ChildProcess): Promise<pg.Client> {
  for (;;) {
    const client = new pg.Client(url);
    try {
      await client.connect();
      return client;
    } catch (error) {
      if (pooler.exitCode !== null) {
        throw new Error('PgBouncer ended at its start', { cause: error });
      }
      await wait(50);
    }
  }
}

/**
 * Starts PgBouncer with the file of server/deploy, in front of the database at `databaseUrl`.
 * `change`: settings that are not those of the file.
 */
export async function startPgBouncer(
  databaseUrl: string,
  change: Settings = {},
): Promise<PgBouncer> {
  const place = ownFolder('pgbouncer');
  const { hostname, port: databasePort, pathname } = new URL(databaseUrl);
  const port = await freePort();
  const settings: Settings = {
    mytone: `host=${hostname} port=${databasePort} dbname=${pathname.slice(1)} user=mytone`,
    listen_port: String(port),
    unix_socket_dir: '',
    auth_type: 'any',
    admin_users: 'mytone',
    ...change,
  };
  const file = join(place.folder, 'pgbouncer.ini');
  writeFileSync(file, changed(readFileSync(documented, 'utf8'), settings));
  const pooler = place.start('/usr/sbin/pgbouncer', ['--quiet', file]);
  const url = (database: string) => `postgres://mytone@127.0.0.1:${port}/${database}`;
  const adminConsole = await connectConsole(url('pgbouncer'), pooler);
  return {
    url: url('mytone'),
    set: async (name, value) => {
      await adminConsole.query(`set ${name} = '${value}'`);
    },
    remove: async () => {
      await adminConsole.end();
      const ended = once(pooler, 'exit');
      pooler.kill('SIGQUIT');
      await ended;
      rmSync(place.folder, { recursive: true, force: true });
    },
  };
}

import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chownSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import pg from 'pg';

/** A PostgreSQL of our own, on a free port in a temporary folder. */
export interface Postgres {
  /** Address of one of its databases. */
  url(database: string): string;
  start(): Promise<void>;
  /** Ends every connection at once, as a lost database does; `start` brings the data back. */
  stop(): Promise<void>;
  /** Lets every process of it hang, until `thaw`: connections stay open and nothing answers. */
  freeze(): void;
  thaw(): void;
  remove(): Promise<void>;
}

export const missingPostgres =
  "PostgreSQL's programs are missing, so nothing was tested on PostgreSQL: install the package postgresql.";

const debianFolder = '/usr/lib/postgresql';

function programFolder(): string {
  const versions = existsSync(debianFolder) ? readdirSync(debianFolder) : [];
  const newest = versions.sort((a, b) => Number(b) - Number(a))[0];
  if (newest === undefined) {
    throw new Error(missingPostgres);
  }
  return join(debianFolder, newest, 'bin');
}

/** PostgreSQL refuses to run as root; Debian's package brings a user for it. */
function unprivilegedUser(): { uid: number; gid: number } | Record<string, never> {
  if (process.getuid?.() !== 0) {
    return {};
  }
  const ask = (flag: string) =>
    Number(execFileSync('id', [flag, 'postgres'], { encoding: 'utf8' }));
  return { uid: ask('-u'), gid: ask('-g') };
}

export async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  await once(server, 'close');
  if (address === null || typeof address === 'string') {
    throw new Error('No port was given');
  }
  return address.port;
}

async function waitUntilReady(url: string, server: ChildProcess): Promise<void> {
  for (;;) {
    const client = new pg.Client({ connectionString: url });
    try {
      await client.connect();
      await client.end();
      return;
    } catch (error) {
      if (server.exitCode !== null) {
        throw new Error('PostgreSQL ended at its start', { cause: error });
      }
      await wait(100);
    }
  }
}

/** Makes the folder and starts the server. `settings` as in postgresql.conf. */
export async function startPostgres(settings: readonly string[] = []): Promise<Postgres> {
  const programs = programFolder();
  const user = unprivilegedUser();
  const folder = mkdtempSync(join(tmpdir(), 'mytone-postgres-'));
  if ('uid' in user) {
    chownSync(folder, user.uid, user.gid);
  }
  const run = { ...user, cwd: folder, stdio: 'ignore', env: { LC_ALL: 'C.UTF-8' } } as const;
  const data = join(folder, 'data');
  execFileSync(
    join(programs, 'initdb'),
    ['-D', data, '-U', 'mytone', '-A', 'trust', '-E', 'UTF8', '--no-sync'],
    run,
  );
  const port = await freePort();
  const url = (database: string) => `postgres://mytone@127.0.0.1:${port}/${database}`;
  const options = [
    'listen_addresses=127.0.0.1',
    'unix_socket_directories=',
    'max_connections=200',
    ...settings,
  ].flatMap((setting) => ['-c', setting]);
  let server: ChildProcess | undefined;

  async function start(): Promise<void> {
    server = spawn(join(programs, 'postgres'), ['-D', data, '-p', String(port), ...options], run);
    await waitUntilReady(url('postgres'), server);
  }

  async function stop(): Promise<void> {
    if (server === undefined || server.exitCode !== null) {
      return;
    }
    const ended = once(server, 'exit');
    server.kill('SIGINT');
    await ended;
  }

  function signalAll(signal: NodeJS.Signals): void {
    const main = server?.pid;
    if (main === undefined) {
      throw new Error('PostgreSQL is not running');
    }
    const children = readFileSync(`/proc/${main}/task/${main}/children`, 'utf8').trim();
    for (const pid of [main, ...children.split(' ').map(Number)]) {
      process.kill(pid, signal);
    }
  }

  await start();
  return {
    url,
    start,
    stop,
    freeze: () => signalAll('SIGSTOP'),
    thaw: () => signalAll('SIGCONT'),
    remove: async () => {
      await stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import pg from 'pg';
import { type ownFolder, postgresPrograms } from '../programs.ts';

/** One server of PostgreSQL on loopback, over a data folder that something else made. */
export interface PostgresNode {
  readonly port: number;
  /** Address of one of its databases. */
  url(database: string): string;
  start(): Promise<void>;
  /** Ends every connection at once, as a lost database does; `start` brings the data back. */
  stop(): Promise<void>;
  /** Ends all its processes with SIGKILL. */
  kill(): Promise<void>;
  /** Lets every process of it hang, until `thaw`: connections stay open and nothing answers. */
  freeze(): void;
  thaw(): void;
}

interface NodeOptions {
  readonly place: ReturnType<typeof ownFolder>;
  readonly data: string;
  readonly port: number;
  /** As in postgresql.conf. */
  readonly settings: readonly string[];
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

export function createNode({ place, data, port, settings }: NodeOptions): PostgresNode {
  const url = (database: string) => `postgres://mytone@127.0.0.1:${port}/${database}`;
  const options = [
    'listen_addresses=127.0.0.1',
    'unix_socket_directories=',
    'max_connections=200',
    ...settings,
  ].flatMap((setting) => ['-c', setting]);
  let server: ChildProcess | undefined;

  const isRunning = () => server !== undefined && (server.exitCode ?? server.signalCode) === null;

  function signalAll(signal: NodeJS.Signals): void {
    const main = server?.pid;
    if (main === undefined) {
      throw new Error('PostgreSQL is not running');
    }
    // Stopped first, so that it starts no other one.
    process.kill(main, 'SIGSTOP');
    const children = readFileSync(`/proc/${main}/task/${main}/children`, 'utf8').trim();
    for (const pid of [main, ...children.split(' ').map(Number)]) {
      process.kill(pid, signal);
    }
  }

  async function end(send: () => void): Promise<void> {
    if (server === undefined || !isRunning()) {
      return;
    }
    const ended = once(server, 'exit');
    send();
    await ended;
  }

  return {
    port,
    url,
    start: async () => {
      server = place.start(join(postgresPrograms(), 'postgres'), [
        '-D',
        data,
        '-p',
        String(port),
        ...options,
      ]);
      await waitUntilReady(url('postgres'), server);
    },
    stop: () => end(() => server?.kill('SIGINT')),
    kill: () => end(() => signalAll('SIGKILL')),
    freeze: () => signalAll('SIGSTOP'),
    thaw: () => signalAll('SIGCONT'),
  };
}

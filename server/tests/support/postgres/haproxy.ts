import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, copyFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { vi } from 'vitest';
import { freePort } from '../programs.ts';
import type { PostgresNode } from './postgres-node.ts';
import type { PostgresPair } from './postgres-pair.ts';

/** haproxy with the files of server/deploy, in front of two nodes. */
export interface Haproxy {
  /** Address of a database of the node that the proxy takes for the primary. */
  url(database: string): string;
  /** Which nodes it sends clients to. */
  nodesInUse(): Promise<readonly PostgresNode[]>;
  remove(): Promise<void>;
}

const deployed = (file: string) =>
  fileURLToPath(new URL(`../../../deploy/haproxy/${file}`, import.meta.url));

/** Only root may change into the user that the file names. */
function configurationForThisUser(): string {
  const configuration = readFileSync(deployed('haproxy.cfg'), 'utf8');
  return process.getuid?.() === 0
    ? configuration
    : configuration.replaceAll(/^ +(user|group) haproxy\n/gm, '');
}

export async function startHaproxy(pair: PostgresPair): Promise<Haproxy> {
  const { nodes } = pair;
  const folder = mkdtempSync(join(tmpdir(), 'mytone-haproxy-'));
  // Its own user runs the check.
  chmodSync(folder, 0o755);
  const [file, check, socket] = ['haproxy.cfg', 'check-primary.sh', 'socket'].map((name) =>
    join(folder, name),
  ) as [string, string, string];
  writeFileSync(file, configurationForThisUser());
  copyFileSync(deployed('check-primary.sh'), check);
  const port = await freePort();
  const proxy = spawn('/usr/sbin/haproxy', ['-f', file], {
    stdio: 'ignore',
    env: {
      HAPROXY_SOCKET: socket,
      POSTGRESQL_ADDRESS: `127.0.0.1:${port}`,
      PRIMARY_CHECK: check,
      POSTGRESQL_NODE1: `127.0.0.1:${nodes[0].port}`,
      POSTGRESQL_NODE2: `127.0.0.1:${nodes[1].port}`,
    },
  });

  async function ask(command: string): Promise<string> {
    const stats = connect(socket);
    stats.end(`${command}\n`);
    return await text(stats);
  }

  async function nodesInUse(): Promise<readonly PostgresNode[]> {
    const lines = (await ask('show stat')).split('\n').map((line) => line.split(','));
    const status = lines[0]?.indexOf('status') ?? -1;
    return nodes.filter((_node, index) =>
      lines.some((line) => line[1] === `node${index + 1}` && line[status]?.startsWith('UP')),
    );
  }

  // Until its first checks it takes both for primaries.
  const isAware = async () => {
    const inUse = await nodesInUse().catch(() => []);
    return inUse.length === 1 && inUse[0] === pair.primary();
  };
  await vi.waitUntil(isAware, { timeout: 120_000, interval: 100 });
  return {
    url: (database) => `postgres://mytone@127.0.0.1:${port}/${database}`,
    nodesInUse,
    remove: async () => {
      const ended = once(proxy, 'exit');
      proxy.kill('SIGTERM');
      await ended;
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

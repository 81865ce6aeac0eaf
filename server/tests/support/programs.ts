import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chownSync, existsSync, mkdtempSync, readdirSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

export const missingPostgres =
  "PostgreSQL's programs are missing, so nothing was tested on PostgreSQL: install the package postgresql.";

const debianFolder = '/usr/lib/postgresql';

/** Where PostgreSQL's programs are. */
export function postgresPrograms(): string {
  const versions = existsSync(debianFolder) ? readdirSync(debianFolder) : [];
  const newest = versions.sort((a, b) => Number(b) - Number(a))[0];
  if (newest === undefined) {
    throw new Error(missingPostgres);
  }
  return join(debianFolder, newest, 'bin');
}

/** PostgreSQL and PgBouncer refuse to run as root; Debian's package brings a user for them. */
function unprivilegedUser(): { uid: number; gid: number } | Record<string, never> {
  if (process.getuid?.() !== 0) {
    return {};
  }
  const ask = (flag: string) =>
    Number(execFileSync('id', [flag, 'postgres'], { encoding: 'utf8' }));
  return { uid: ask('-u'), gid: ask('-g') };
}

/** A temporary folder, and how to run programs in it as a user that owns it and is not root. */
export function ownFolder(name: string) {
  const user = unprivilegedUser();
  const folder = mkdtempSync(join(tmpdir(), `mytone-${name}-`));
  if ('uid' in user) {
    chownSync(folder, user.uid, user.gid);
  }
  const options = { ...user, cwd: folder, stdio: 'ignore', env: { LC_ALL: 'C.UTF-8' } } as const;
  return {
    folder,
    /** Runs to its end; throws when it fails. */
    run: (program: string, args: readonly string[]): void => {
      execFileSync(program, args, options);
    },
    start: (program: string, args: readonly string[]): ChildProcess =>
      spawn(program, args, options),
  };
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

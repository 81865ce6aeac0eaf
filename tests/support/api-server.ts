import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { cpSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import process from 'node:process';
import pg from 'pg';
import { bringFreshData } from './api/fresh-data.ts';
import { type Program, watchProgram } from './child-process.ts';
import { root } from './project.ts';

/** The local API with its own embedded database. */
export interface ApiServer {
  /** The same from start to start. */
  readonly url: string;
  start(): Promise<void>;
  /** Ends it with SIGTERM; its data is kept. */
  stop(): Promise<void>;
  kill(): Promise<void>;
  output(): string;
  dispose(): Promise<void>;
}

let freshData: Promise<string> | undefined;

/** Reads the disk once per worker. */
function bringOnce(): Promise<string> {
  freshData ??= bringFreshData(async (folder) => {
    const program = run(folder, '0', {});
    await program.untilOutput(/"msg":"listening"/);
    await program.end('SIGTERM');
  });
  return freshData;
}

function run(dataFolder: string, port: string, settings: Record<string, string>): Program {
  const env = {
    ...process.env,
    // Where the tests built something, Vite has set it to production, which refuses cheap hashes.
    NODE_ENV: 'test',
    HOST: '127.0.0.1',
    PORT: port,
    DATA_DIR: dataFolder,
    // The least that bcrypt takes: the tests are not about its strength.
    BCRYPT_COST: '4',
    ...settings,
  };
  const main = join(root, 'server', 'src', 'main.mjs');
  // The embedded database is WebAssembly, which V8 would optimize for longer than a test takes.
  const args = ['--liftoff-only', main];
  return watchProgram('the API', spawn(process.execPath, args, { env, cwd: tmpdir() }));
}

/** A new database in the PostgreSQL of tests/e2e-postgres; null if the embedded one is used. */
async function createDatabase(): Promise<string | null> {
  const server = process.env['E2E_POSTGRES_URL'];
  if (server === undefined) {
    return null;
  }
  const name = `e2e_${randomBytes(8).toString('hex')}`;
  const client = new pg.Client({ connectionString: server });
  await client.connect();
  await client.query(`create database ${name}`);
  await client.end();
  return Object.assign(new URL(server), { pathname: name }).href;
}

/** Starts it on a free port. @param settings more of its environment, see server/src/config.ts */
export async function startApi(settings: Record<string, string> = {}): Promise<ApiServer> {
  const folder = await mkdtemp(join(tmpdir(), 'mytone-api-'));
  let program: Program | undefined;
  let port = '0';
  let url = '';
  let output = '';

  const data = join(folder, 'data');
  const databaseUrl = await createDatabase();
  if (databaseUrl === null) {
    cpSync(await bringOnce(), data, { recursive: true });
  }
  const database = databaseUrl === null ? {} : { DATABASE_URL: databaseUrl };

  const start = async () => {
    program = run(data, port, { ...database, ...settings });
    const [line] = await program.untilOutput(/^.*"msg":"listening".*$/m);
    url = JSON.parse(line).url;
    ({ port } = new URL(url));
  };
  const end = async (signal: NodeJS.Signals) => {
    await program?.end(signal);
    output += program ? program.stdout() + program.stderr() : '';
    program = undefined;
  };

  await start();
  return {
    get url() {
      return url;
    },
    start,
    stop: () => end('SIGTERM'),
    kill: () => end('SIGKILL'),
    output: () => output + (program ? program.stdout() + program.stderr() : ''),
    async dispose() {
      await end('SIGKILL');
      await rm(folder, { recursive: true, force: true, maxRetries: 20, retryDelay: 50 });
    },
  };
}

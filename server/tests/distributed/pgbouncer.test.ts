import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { newPerson } from '../support/api.ts';
import { makePostgresDatabase } from '../support/engine.ts';
import { type PgBouncer, startPgBouncer } from '../support/postgres/pgbouncer.ts';
import {
  runToEnd,
  type ServerProcess,
  send,
  sendLogin,
  startServerProcess,
} from '../support/process.ts';

type Tokens = Readonly<Record<string, string>>;

let pooler: PgBouncer | undefined;
let folder = '';
let servers: ServerProcess[] = [];
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'mytone-pooled-'));
});
afterEach(async () => {
  await Promise.all(servers.map((server) => server.end('SIGKILL')));
  servers = [];
  await pooler?.remove();
  rmSync(folder, { recursive: true, force: true });
});

/** PgBouncer before an empty database. */
async function pool(change: Readonly<Record<string, string>> = {}): Promise<PgBouncer> {
  pooler = await startPgBouncer(await makePostgresDatabase(), change);
  return pooler;
}

async function start(name: string, url: string): Promise<ServerProcess> {
  const server = await startServerProcess({ DATA_DIR: join(folder, name), DATABASE_URL: url });
  servers.push(server);
  return server;
}

const tokensOf = async (answer: Response) => (await answer.json()) as Tokens;

describe('behind PgBouncer as docs/deploy.md sets it up', () => {
  test('two instances migrate an empty database together and serve the same people', async () => {
    const { url } = await pool();
    const [one, other] = await Promise.all([start('one', url), start('other', url)]);
    const people = Array.from({ length: 30 }, () => newPerson());
    await Promise.all(
      people.map(async (person, index) => {
        const [here, there] = index % 2 === 0 ? [one, other] : [other, one];
        const registered = await send(`${here.url}/auth/register`, person);
        expect(registered.status).toBe(201);
        const { refresh_token: first } = await tokensOf(registered);
        const refreshed = await send(`${there.url}/auth/refresh`, { refresh_token: first });
        expect(refreshed.status).toBe(200);
        const { access_token: access } = await tokensOf(refreshed);
        const headers = { authorization: `Bearer ${access}` };
        expect((await fetch(`${here.url}/auth/me`, { headers })).status).toBe(200);
        expect((await sendLogin(there.url, person.email, person.password)).status).toBe(200);
      }),
    );
    expect((await fetch(`${one.url}/ready`)).status).toBe(200);
  });

  test('an instance whose pooler switches to transaction mode answers 200 or 503 and no other error', async () => {
    const { url, set } = await pool();
    const server = await start('one', url);
    await set('pool_mode', 'transaction');
    const statuses = new Set<number>();
    for (let round = 0; round < 5; round += 1) {
      const answers = await Promise.all(
        Array.from({ length: 20 }, () => send(`${server.url}/auth/register`, newPerson())),
      );
      for (const { status } of answers) {
        statuses.add(status);
      }
    }
    expect([...statuses].filter((status) => status !== 201 && status !== 503)).toEqual([]);
  });
});

describe('the server refuses to start, in one line,', () => {
  test.each(['transaction', 'statement'])('behind a PgBouncer in %s mode', async (mode) => {
    const { url } = await pool({ pool_mode: mode });
    const refused = await runToEnd({ DATA_DIR: folder, DATABASE_URL: url });
    expect(refused.code).not.toBe(0);
    expect(refused.errors).toBe(
      'mytone-api: The pooler in DATABASE_URL lets clients share connections (transaction mode): set its pool_mode to session.\n',
    );
  });

  test('behind a PgBouncer in transaction mode that has a single connection', async () => {
    const { url } = await pool({ pool_mode: 'transaction', default_pool_size: '1' });
    const refused = await runToEnd({ DATA_DIR: folder, DATABASE_URL: url });
    expect(refused.errors).toMatch(/^mytone-api: The pooler .+ pool_mode to session\.\n$/);
  });

  test('behind a PgBouncer in transaction mode that others keep busy', async () => {
    const { url } = await pool({ pool_mode: 'transaction', default_pool_size: '5' });
    const busy = new pg.Pool({ connectionString: url, max: 8 });
    let isOver = false;
    const work = Array.from({ length: 8 }, async () => {
      while (!isOver) {
        await busy.query('select pg_sleep(0.002)');
      }
    });
    const refused = await runToEnd({ DATA_DIR: folder, DATABASE_URL: url });
    isOver = true;
    await Promise.all(work);
    await busy.end();
    expect(refused.errors).toMatch(/^mytone-api: The pooler .+ pool_mode to session\.\n$/);
  });

  test('behind a PgBouncer that refuses our start-up parameters, whose setting it names', async () => {
    const { url } = await pool({ ignore_startup_parameters: 'extra_float_digits' });
    const refused = await runToEnd({ DATA_DIR: folder, DATABASE_URL: url });
    expect(refused.code).not.toBe(0);
    expect(refused.errors).toMatch(/^mytone-api: The pooler .+ ignore_startup_parameters .+\n$/);
  });
});

test('a PgBouncer in session mode with one free connection is not mistaken for one that shares', async () => {
  const { url } = await pool({ default_pool_size: '1' });
  const server = await startServerProcess({
    DATA_DIR: folder,
    DATABASE_URL: url,
    DATABASE_POOL_SIZE: '1',
  });
  servers.push(server);
  expect((await send(`${server.url}/auth/register`, newPerson())).status).toBe(201);
});

import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Database } from '../../src/db/database.ts';
import { importAccounts } from '../../src/import/import-accounts.ts';
import { login, me, openApi, post, signUp, type TestApi, tokensOf } from '../support/api.ts';
import { engines, openEngine } from '../support/engine.ts';

const cost = 6;

// Made by Python's bcrypt 3.2 and by libxcrypt.
const hashes = {
  short: '$2b$05$CCCCCCCCCCCCCCCCCCCCC.FJj9w2dMxG/OMSU5q.D3h/cEq6ERrnu',
  a: '$2a$05$CCCCCCCCCCCCCCCCCCCCC.E5YPO9kmyuRGyh0XouQYb4YMJKvyOeW',
  y: '$2y$05$CCCCCCCCCCCCCCCCCCCCC.E5YPO9kmyuRGyh0XouQYb4YMJKvyOeW',
  long: '$2b$05$x40rwy7LK1lGDBLaQ07NQen48GUhHoDMQNDcm0UlV7SaSW2.zxaEy',
  decomposed: '$2b$05$lvFLxnZ/UP0SrEXgdaAtW.gkZjzbPE9kmh3J1yyzLNpVyrNurY36m',
  nul: '$2b$04$Wf5X2etNMtaz0Os/pRe4ReBCQAol7XMs32Z4zTr53WrrNwL99XiyW',
};
const passwordOf = {
  short: 'pässword',
  a: 'U*U',
  y: 'U*U',
  long: 'x'.repeat(80),
  decomposed: `${'e\u0301'.repeat(5)}12345`,
  nul: 'abc\0def',
} as const;

interface Row {
  readonly id: number;
  readonly email: string | null;
  readonly username: string | null;
  readonly password: keyof typeof hashes;
}

const rows: readonly Row[] = [
  { id: 3, email: 'short@example.com', username: 'short', password: 'short' },
  { id: 4, email: 'a@example.com', username: 'a', password: 'a' },
  { id: 5, email: 'y@example.com', username: 'y', password: 'y' },
  { id: 6, email: 'long@example.com', username: 'long', password: 'long' },
  { id: 7, email: 'decomposed@example.com', username: 'decomposed', password: 'decomposed' },
  { id: 8, email: 'nul@example.com', username: 'nul', password: 'nul' },
  { id: 9, email: 'UPPER@EXAMPLE.COM', username: 'UPPER', password: 'short' },
  { id: 10, email: ' blank@example.com', username: 'blank ', password: 'short' },
  { id: 11, email: 'nfd@example.com', username: 'jose\u0301', password: 'short' },
  { id: 12, email: 'jean@ex\u00e4mple.com', username: '', password: 'short' },
  { id: 13, email: 'j\u00e9an@example.com', username: null, password: 'short' },
  { id: 14, email: null, username: 'nobodys-mail', password: 'short' },
  // Two of each differ in spelling only.
  { id: 15, email: 'twin@EXAMPLE.com', username: ' twin', password: 'a' },
  { id: 16, email: 'twin@example.com', username: 'twin', password: 'short' },
];

/** The tables as SQLAlchemy makes them, with a password column of the live web site's name. */
const formerSchema = `
  create table "USERS" (
    id serial primary key, name varchar, surname varchar, email varchar, username varchar,
    password varchar, phone_number varchar, type_client integer, created_at timestamp,
    is_active boolean default true
  );
  create table "TOKENS" (id serial primary key, user_id integer, token varchar)`;

async function insert(former: Database, row: Row): Promise<void> {
  await former.query(
    `insert into "USERS" (id, name, email, username, password, created_at)
     values ($1, 'Jean', $2, $3, $4, '2024-02-29 12:00:00')`,
    [row.id, row.email, row.username, hashes[row.password]],
  );
}

describe.each(engines)('imported accounts on %s', (engine) => {
  let former: Database;
  let api: TestApi;
  beforeAll(async () => {
    former = await openEngine(engine);
    await former.script(formerSchema);
    for (const row of rows) {
      await insert(former, row);
    }
    api = await openApi(engine, { BCRYPT_COST: String(cost) });
  });
  afterAll(async () => {
    await api.close();
    await former.close();
  });

  const bring = (isApplied: boolean, leavesOut = false) =>
    importAccounts(former, api.database, { cost, isApplied, leavesOut });

  const count = async () => (await api.database.query('select from "USERS"')).length;

  test('are only reported without --apply, and imported once with it', async () => {
    const dry = await bring(false);
    expect(dry.lines[0]).toContain('14 to bring over, 0 already here, 0 with a problem');
    expect(dry.lines).toContain('Columns left behind: is_active.');
    expect(await count()).toBe(0);
    expect((await bring(true)).lines).toEqual(dry.lines);
    expect(await count()).toBe(rows.length);
    expect((await bring(true)).lines[0]).toContain('0 to bring over, 14 already here');
    expect(await count()).toBe(rows.length);
  });

  test.each(rows)(
    '(e-mail $email, username $username) sign in as before with $password',
    async ({ id, email, username, password }) => {
      for (const name of [email, username]) {
        if (name === null || name === '') {
          continue;
        }
        const right = await login(api.app, name, passwordOf[password]);
        expect([name, right.statusCode]).toEqual([name, 200]);
        const user = (await me(api.app, tokensOf(right).access_token)).json();
        expect([user.id, user.created_at]).toEqual([id, '2024-02-29T12:00:00.000Z']);
        const wrong = await login(api.app, name, `!${passwordOf[password]}`);
        expect([name, wrong.statusCode]).toEqual([name, 400]);
      }
    },
  );

  test('get a current hash at their first sign-in, and sign in with it', async () => {
    const [row] = await api.database.query<{ readonly hash: string }>(
      `select hashed_password as hash from "USERS" where email = 'decomposed@example.com'`,
    );
    expect(row?.hash).toMatch(/^\$2b\$06\$/);
    const composed = passwordOf.decomposed.normalize('NFC');
    expect((await login(api.app, 'decomposed', composed)).statusCode).toBe(200);
    expect((await login(api.app, 'long', `${'x'.repeat(72)}y`)).statusCode).toBe(200);
  });

  test('get a mail for a new password, however their address is spelled', async () => {
    const links = () => api.database.query('select from "PASSWORD_RESETS"');
    for (const email of ['UPPER@EXAMPLE.COM', 'UPPER@example.com', 'blank@example.com']) {
      const before = (await links()).length;
      expect((await post(api.app, '/auth/forgot-password', email)).statusCode).toBe(204);
      await expect.poll(async () => (await links()).length).toBe(before + 1);
    }
    const taken = await post(api.app, '/auth/verify-email', { email: 'UPPER@example.com' });
    expect(taken.json()).toEqual({ exists: true });
  });

  test('leave their ids free of later sign-ups', async () => {
    expect((await signUp(api.app)).user.id).toBeGreaterThan(16);
  });

  test('are refused as a whole while some have a problem, or imported without those', async () => {
    const here = await signUp(api.app);
    await insert(former, { id: 20, email: 'new@example.com', username: 'new', password: 'short' });
    await insert(former, { id: 21, email: here.user.email, username: 'x', password: 'short' });
    await insert(former, { id: 22, email: 'x@example.com', username: 'twin', password: 'short' });
    await former.query(`insert into "USERS" (id, email, password) values
      (23, 'dear@example.com', '$2b$14$CCCCCCCCCCCCCCCCCCCCC.FJj9w2dMxG/OMSU5q.D3h/cEq6ERrnu'),
      (24, 'plain@example.com', 'not a hash'), (${here.user.id}, 'id@example.com', null)`);
    await insert(former, {
      id: 25,
      email: 'away@example.com',
      username: 'away',
      password: 'short',
    });
    await former.query('update "USERS" set is_active = false where id = 25');
    // Random, because PostgreSQL compresses what it puts into an index.
    const username = randomBytes(1_500).toString('hex');
    await insert(former, { id: 26, email: 'far@example.com', username, password: 'short' });
    const before = await count();
    const refused = await bring(true);
    expect(refused.problems.map(({ id }) => id)).toEqual(['21', '22', '23', '25', '26']);
    expect(refused.lines).toContain('Account 25: it is disabled there, and would be enabled here.');
    expect(await count()).toBe(before);
    const { lines } = await bring(true, true);
    expect(lines).toContain(
      '1 of them get a new id, because theirs is taken here or is no number.',
    );
    expect(await count()).toBe(before + 3);
    expect((await login(api.app, 'new', passwordOf.short)).statusCode).toBe(200);
    expect((await login(api.app, 'plain@example.com', 'not a hash')).statusCode).toBe(400);
  });
});

test.each([
  [
    'ids that are missing or shared',
    'create table users (id integer, email text, username text, password text)',
    `insert into users values (null, 'a', 'a', 'x'), (1, 'b', 'b', 'x'), (1, 'c', 'c', 'x')`,
    '2 accounts in public.users of --from have no id or share it: give each its own.',
  ],
  [
    'a table of this server',
    'create table "USERS" (id integer, former_id text, email text, username text, hashed_password text)',
    'select 1',
    'The database in --from belongs to this server already: give that of the former deployment.',
  ],
])('%s are refused in one line', async (_case, table, content, sentence) => {
  const former = await openEngine('postgres');
  const api = await openApi('postgres');
  await former.script(`${table};${content}`);
  const options = { cost, isApplied: true, leavesOut: false };
  await expect(importAccounts(former, api.database, options)).rejects.toThrow(sentence);
  await api.close();
  await former.close();
});

test('a hash that is not text needs a new password by mail', async () => {
  const former = await openEngine('postgres');
  const api = await openApi('postgres');
  await former.script(
    `create table users (id integer, email text, username text, password bytea);
     insert into users values (1, 'a@example.com', 'a', '\\xff00'),
       (2, 'b@example.com', 'b', convert_to('${hashes.short}', 'UTF8'))`,
  );
  const options = { cost, isApplied: true, leavesOut: false };
  const { lines } = await importAccounts(former, api.database, options);
  expect(lines).toContain(
    '1 of them have no bcrypt hash that can be read: they need a new password by mail.',
  );
  expect((await login(api.app, 'b', passwordOf.short)).statusCode).toBe(200);
  await api.close();
  await former.close();
});

import { setTimeout as wait } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Database } from '../../src/db/database.ts';
import { advisoryLockKey, migrate } from '../../src/db/migrate.ts';
import { openInstance } from '../support/api.ts';
import { connectPostgres, engines, makePostgresDatabase, openEngine } from '../support/engine.ts';

describe.each(engines)('migrations on %s', (engine) => {
  let database: Database;
  beforeEach(async () => {
    database = await openEngine(engine);
  });
  afterEach(() => database.close());

  test('run once, however often the server starts', async () => {
    await migrate(database);
    const { head } = await migrate(database);
    const rows = await database.query<{ readonly number: number }>(
      'select number from "MIGRATIONS" order by number',
    );
    expect(rows.map((row) => row.number)).toEqual(
      Array.from({ length: head }, (_, index) => index + 1),
    );
  });

  test("name the tables as MyTone's own database does", async () => {
    await migrate(database);
    const rows = await database.query<{ readonly name: string }>(
      `select table_name as name from information_schema.tables where table_schema = 'public'`,
    );
    expect(rows.map((row) => row.name)).toEqual(expect.arrayContaining(['USERS', 'TOKENS']));
  });

  test('that fail change nothing in the database', async () => {
    // The second migration cannot make this table, so the first one is undone too.
    await database.script('create table "PASSWORD_RESETS" (id integer)');
    await expect(migrate(database)).rejects.toThrow(/^The database .+ of another program .+\.$/);
    const rows = await database.query<{ readonly name: string }>(
      `select table_name as name from information_schema.tables where table_schema = 'public'`,
    );
    expect(rows).toEqual([{ name: 'PASSWORD_RESETS' }]);
  });

  test.each([
    'create view "USERS" as select 1 as id',
    `create type "USERS" as enum ('one')`,
    'create sequence "SESSIONS"',
    'create table "MIGRATIONS" (version text)',
    'create table "MIGRATIONS" (number text, name text)',
    'create table "MIGRATIONS" as select 20261127123456 as number',
    `create table "MIGRATIONS" as select 9 as number, 'init'::text as name, now() as applied_at`,
    `create table "MIGRATIONS" as select 1 as number, 'init'::text as name, now() as applied_at`,
    `create table "MIGRATIONS" as select 'a'::text as number, 'init'::text as name`,
    'create table "MIGRATIONS" (number integer, name text, batch integer not null)',
    'create table "MIGRATIONS" (number integer, name text check (name = lower(name) and false))',
    'create view "MIGRATIONS" as select 1 as number, null::text as name where false',
  ])('refuse a database of another program in one line: %s', async (sql) => {
    await database.script(sql);
    await expect(migrate(database)).rejects.toThrow(/^The database .+ of another program .+\.$/);
  });

  test('a server whose database is behind is not ready', async () => {
    const instance = await openInstance(database);
    await database.query('delete from "MIGRATIONS" where number = 1 or number > 0');
    const answer = await instance.app.inject({ url: '/ready' });
    expect(answer.statusCode).toBe(503);
    await instance.close();
  });

  test('a database that a newer version has migrated is still served', async () => {
    await migrate(database);
    await database.query(`insert into "MIGRATIONS" (number, name) values (9999, 'newer')`);
    expect(await (await migrate(database)).isAtHead()).toBe(true);
  });
});

test.each([
  ['search_path = nowhere', /^The search_path in DATABASE_URL, .+\.$/],
  ['default_transaction_read_only = on', /^The database in DATABASE_URL takes no writes .+\.$/],
])('a database with %s is refused in one line at the start', async (setting, sentence) => {
  const url = await makePostgresDatabase();
  const owner = connectPostgres(url);
  await owner.query(`alter database ${new URL(url).pathname.slice(1)} set ${setting}`);
  const database = connectPostgres(url);
  await expect(migrate(database)).rejects.toThrow(sentence);
  await Promise.all([owner.close(), database.close()]);
});

test('a server on a database that takes no writes is not ready', async () => {
  const url = await makePostgresDatabase();
  const writable = connectPostgres(url);
  await migrate(writable);
  await writable.query(
    `alter database ${new URL(url).pathname.slice(1)} set default_transaction_read_only = on`,
  );
  const standby = connectPostgres(url);
  const instance = await openInstance(standby);
  const answers = [
    await instance.app.inject({ url: '/ready' }),
    await instance.app.inject({ url: '/health' }),
  ];
  expect(answers.map(({ statusCode }) => statusCode)).toEqual([503, 200]);
  await instance.close();
  await Promise.all([standby.close(), writable.close()]);
});

test('instances that start together on an empty PostgreSQL migrate it once', async () => {
  const url = await makePostgresDatabase();
  const databases = Array.from({ length: 5 }, () => connectPostgres(url));
  const migrated = await Promise.all(databases.map((database) => migrate(database)));
  expect(await Promise.all(migrated.map((each) => each.isAtHead()))).toEqual(
    databases.map(() => true),
  );
  await Promise.all(databases.map((database) => database.close()));
});

test("an instance waits for another one's migrations, however long they take", async () => {
  const url = await makePostgresDatabase();
  const slow = connectPostgres(url);
  const waiting = connectPostgres(url, { statementTimeoutMs: 100 });
  await expect(waiting.query('select pg_sleep(60)')).rejects.toThrow('did not answer');
  const migrated = await slow.transaction(async (transaction) => {
    await transaction.query('select pg_advisory_xact_lock($1::bigint)', [advisoryLockKey]);
    const migrating = migrate(waiting);
    // Longer than the statement's time-out, and than the second that its answer has beyond that.
    await wait(1_500);
    return { migrating };
  });
  expect(await (await migrated.migrating).isAtHead()).toBe(true);
  await Promise.all([slow.close(), waiting.close()]);
});

import { randomUUID } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Database } from '../../src/db/database.ts';
import { migrate } from '../../src/db/migrate.ts';
import { usersStatement } from '../../src/db/repositories/session-statements.ts';
import { createSessionsRepository } from '../../src/db/repositories/sessions-repository.ts';
import { countQueries, engines, openEngine } from '../support/engine.ts';

const times = { tokenSeconds: 3600, graceSeconds: 10, unusedSuccessorSeconds: 3600 };

/** Stores a user with this name and a session; resolves to the session's id. */
async function storeSession(database: Database, name: string): Promise<string> {
  const id = randomUUID();
  await database.query(
    `with someone as (
       insert into "USERS" (name, surname, email, username, hashed_password)
       values ($2, 'Dupont', $2 || '@example.com', $2, '-') returning id
     )
     insert into "SESSIONS" (id, user_id, live_hash, expires_at)
     select $1::uuid, id, sha256($2::bytea), now() + interval '30 days' from someone`,
    [id, name],
  );
  return id;
}

describe.each(engines)('the users of sessions on %s', (engine) => {
  let database: Database;
  let statements: () => number;
  let findUser: ReturnType<typeof createSessionsRepository>['findUser'];
  beforeEach(async () => {
    database = await openEngine(engine);
    await migrate(database);
    const counted = countQueries(database);
    statements = counted.count;
    ({ findUser } = createSessionsRepository(counted.database, times));
  });
  afterEach(() => database.close());

  test('that are requested at the same time share one statement, and each request gets its own', async () => {
    const jean = await storeSession(database, 'jean');
    const rosa = await storeSession(database, 'rosa');
    const users = await Promise.all([rosa, randomUUID(), jean, rosa].map(findUser));
    expect(users.map((user) => user?.name)).toEqual(['rosa', undefined, 'jean', 'rosa']);
    expect(statements()).toBe(1);
  });

  test('are not found after their session has ended, unlike those of open sessions', async () => {
    const ended = await storeSession(database, 'jean');
    const open = await storeSession(database, 'rosa');
    await database.query(
      `update "SESSIONS" set revoked_at = now(), revoked_because = 'logout' where id = $1`,
      [ended],
    );
    const users = await Promise.all([open, ended, open].map(findUser));
    expect(users.map((user) => user?.name ?? null)).toEqual(['rosa', null, 'rosa']);
  });

  test('are read again by the next request', async () => {
    const session = await storeSession(database, 'jean');
    await findUser(session);
    await database.query(`update "USERS" set name = 'Jeanne'`);
    expect((await findUser(session))?.name).toBe('Jeanne');
  });

  test('that cannot be read fail alone', async () => {
    const damaged = await storeSession(database, 'jean');
    const sound = await storeSession(database, 'rosa');
    await database.query('alter table "USERS" alter column name drop not null');
    await database.query(`update "USERS" set name = null where username = 'jean'`);
    const [first, second] = await Promise.allSettled([damaged, sound].map(findUser));
    expect(first?.status).toBe('rejected');
    expect(second).toMatchObject({ status: 'fulfilled', value: { name: 'rosa' } });
  });
});

test('sessions and users are found by their keys, even in tables that were empty at first', async () => {
  const database = await openEngine('postgres');
  await migrate(database);
  const plan = await database.transaction(async (transaction) => {
    await transaction.script('set local plan_cache_mode = force_generic_plan');
    await transaction.script(`prepare users as ${usersStatement}`);
    return await transaction.query<{ readonly 'QUERY PLAN': string }>(
      `explain execute users('{}')`,
    );
  });
  const lines = plan.map((row) => row['QUERY PLAN']).join('\n');
  expect(lines).not.toContain('Seq Scan');
  await database.close();
});

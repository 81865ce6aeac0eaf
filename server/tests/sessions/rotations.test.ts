import { randomBytes, randomUUID } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type Database, DatabaseUnavailable } from '../../src/db/database.ts';
import { migrate } from '../../src/db/migrate.ts';
import {
  createRotator,
  rotateStatement,
  type TokenPair,
} from '../../src/db/repositories/rotations.ts';
import {
  connectPostgres,
  countQueries,
  engines,
  makePostgresDatabase,
  openEngine,
} from '../support/engine.ts';

const month = 30 * 24 * 3600;

const hash = () => randomBytes(32);

const newPair = (): TokenPair => ({
  sessionId: randomUUID(),
  presented: hash(),
  successor: hash(),
});

/** Stores as many sessions of one user and gives the first token of each with its successor. */
async function storeTokens(database: Database, count: number): Promise<TokenPair[]> {
  const pairs = Array.from({ length: count }, newPair);
  await database.query(
    `with someone as (
       insert into "USERS" (name, surname, email, username, hashed_password)
       values ('Jean', 'Dupont', gen_random_uuid() || '@example.com', gen_random_uuid()::text, '-')
       returning id
     )
     insert into "SESSIONS" (id, user_id, live_hash, expires_at)
     select t.id, someone.id, t.hash, now() + interval '30 days'
     from someone, unnest($1::uuid[], $2::bytea[]) as t (id, hash)`,
    [pairs.map(({ sessionId }) => sessionId), pairs.map(({ presented }) => presented)],
  );
  return pairs;
}

/** Rotations so far, of all sessions. */
async function countRotations(database: Database): Promise<number> {
  const [row] = await database.query<{ readonly count: number }>(
    'select coalesce(sum(counter), 0)::integer as count from "SESSIONS"',
  );
  return row?.count ?? 0;
}

describe.each(engines)('rotations on %s', (engine) => {
  let database: Database;
  let statements: () => number;
  let rotate: ReturnType<typeof createRotator>;
  beforeEach(async () => {
    database = await openEngine(engine);
    await migrate(database);
    const counted = countQueries(database);
    statements = counted.count;
    rotate = createRotator(counted.database, month);
  });
  afterEach(() => database.close());

  test('at the same time share one statement, and each gets its own answer', async () => {
    const pairs = await storeTokens(database, 20);
    const unknown = newPair();
    const answers = await Promise.all([unknown, ...pairs].map(rotate));
    expect(statements()).toBe(1);
    expect(answers[0]).toBeNull();
    expect(answers.slice(1).map((answer) => answer?.sessionId)).toEqual(
      pairs.map(({ sessionId }) => sessionId),
    );
    const stored = await database.query<{ readonly id: string; readonly live: Buffer }>(
      `select id, encode(live_hash, 'hex') as live from "SESSIONS"`,
    );
    expect(new Map(stored.map(({ id, live }) => [id, live]))).toEqual(
      new Map(pairs.map(({ sessionId, successor }) => [sessionId, successor.toString('hex')])),
    );
    expect(await Promise.all(pairs.map(rotate))).toEqual(pairs.map(() => null));
    expect(await countRotations(database)).toBe(20);
  });

  test('of one token in one statement rotate it once', async () => {
    const [pair] = await storeTokens(database, 1);
    if (pair === undefined) {
      throw new Error('No token was stored');
    }
    const answers = await Promise.all(Array.from({ length: 16 }, () => rotate(pair)));
    expect(statements()).toBe(1);
    expect(answers.filter((answer) => answer !== null)).toHaveLength(1);
    expect(await countRotations(database)).toBe(1);
  });

  test('of a great many tokens need several statements', async () => {
    const pairs = await storeTokens(database, 250);
    expect(await Promise.all(pairs.map(rotate))).not.toContain(null);
    expect(statements()).toBe(3);
  });

  test('that cannot be stored fail alone', async () => {
    const pairs = await storeTokens(database, 5);
    const [poisoned, ...others] = pairs;
    await database.query('alter table "SESSIONS" add constraint poison check (counter < 8)');
    await database.query('update "SESSIONS" set counter = 7 where id = $1', [poisoned?.sessionId]);
    const [first, ...rest] = await Promise.allSettled(pairs.map(rotate));
    expect(first).toMatchObject({ status: 'rejected', reason: { code: '23514' } });
    expect(rest.map(({ status }) => status)).toEqual(others.map(() => 'fulfilled'));
    expect(await countRotations(database)).toBe(7 + others.length);
  });
});

test('a missing database gets one request for all rotations', async () => {
  let statements = 0;
  const away = {
    script: async () => {},
    query: async () => {
      statements += 1;
      throw new DatabaseUnavailable('away');
    },
  };
  const rotate = createRotator(away, month);
  const pairs = Array.from({ length: 5 }, newPair);
  const outcomes = await Promise.allSettled(pairs.map(rotate));
  expect(outcomes.map(({ status }) => status)).toEqual(pairs.map(() => 'rejected'));
  expect(statements).toBe(1);
});

describe('rotations of several instances on postgres', () => {
  test('of the same tokens in opposite order never wait for each other', async () => {
    const url = await makePostgresDatabase();
    const databases = [connectPostgres(url), connectPostgres(url)] as const;
    await migrate(databases[0]);
    const [one, other] = databases.map((database) => createRotator(database, month));
    if (one === undefined || other === undefined) {
      throw new Error('Two instances are needed');
    }
    for (let round = 0; round < 40; round += 1) {
      const pairs = await storeTokens(databases[0], 60);
      const answers = await Promise.all([...pairs.map(one), ...pairs.toReversed().map(other)]);
      expect(answers.filter((answer) => answer !== null)).toHaveLength(pairs.length);
    }
    await Promise.all(databases.map((database) => database.close()));
  });

  test('find every session by its key, even in tables that were empty when the plan was made', async () => {
    const database = await openEngine('postgres');
    await migrate(database);
    const plan = await database.transaction(async (transaction) => {
      await transaction.script('set local plan_cache_mode = force_generic_plan');
      await transaction.script(`prepare rotation as ${rotateStatement}`);
      return await transaction.query<{ readonly 'QUERY PLAN': string }>(
        `explain execute rotation('{}', '{}', '{}', ${month})`,
      );
    });
    const lines = plan.map((row) => row['QUERY PLAN']).join('\n');
    expect(lines).toContain('Index Scan using "SESSIONS_pkey"');
    expect(lines).not.toContain('Seq Scan');
    await database.close();
  });
});

import { describe, expect, test } from 'vitest';
import { createRefreshTokens } from '../../src/accounts/refresh-token.ts';
import type { Database } from '../../src/db/database.ts';
import {
  login,
  me,
  newPerson,
  openInstance,
  post,
  refresh,
  signUp,
  tokensOf,
} from '../support/api.ts';
import { connectPostgres, engines, makePostgresDatabase } from '../support/engine.ts';
import { clusterForEach } from '../support/postgres/cluster.ts';

/** PGlite runs one statement after another, in this process: fewer rounds show as much. */
const rounds = process.env['RACE_ROUNDS'];
const roundsOf = { postgres: Number(rounds ?? 100), pglite: Number(rounds ?? 20) };
const parallel = 64;

interface Outcome {
  readonly rotations: number;
  readonly differentAnswers: number;
  readonly failures: number;
}

const flawless: Outcome = { rotations: 1, differentAnswers: 1, failures: 0 };

/** What 64 parallel uses of one token come to. */
async function race(
  { query }: Pick<Database, 'query'>,
  use: (index: number) => Promise<string | null>,
): Promise<Outcome> {
  const count = async () => {
    const [row] = await query<{ readonly count: number }>(
      'select coalesce(sum(counter), 0)::integer as count from "SESSIONS"',
    );
    return row?.count ?? 0;
  };
  const before = await count();
  const answers = await Promise.all(
    Array.from({ length: parallel }, (_, index) => use(index).catch(() => null)),
  );
  return {
    rotations: (await count()) - before,
    differentAnswers: new Set(answers.filter((answer) => answer !== null)).size,
    failures: answers.filter((answer) => answer === null).length,
  };
}

describe.each(engines)('races of refreshes on %s', (engine) => {
  const rounds = roundsOf[engine];
  const cluster = clusterForEach(engine);

  test(`one token refreshed ${parallel} times at once is rotated once and gets one answer, in ${rounds} rounds`, async () => {
    let token = (await signUp(cluster.appAt(0))).refresh_token;
    for (let round = 0; round < rounds; round += 1) {
      const answers: string[] = [];
      const outcome = await race(cluster, async (index) => {
        const answer = await refresh(cluster.appAt(index), token);
        if (answer.statusCode !== 200) {
          return null;
        }
        answers.push(answer.body);
        return answer.body;
      });
      expect(outcome).toEqual(flawless);
      token = JSON.parse(answers[0] ?? '').refresh_token;
    }
  });

  test('many sessions refreshed several times at once are rotated once each and get one answer each', async () => {
    let tokens = await Promise.all(
      Array.from({ length: 24 }, async () => (await signUp(cluster.appAt(0))).refresh_token),
    );
    for (let round = 0; round < 10; round += 1) {
      const answers = new Map<string, string>();
      const outcome = await race(cluster, async (index) => {
        // Forwards in one instance, backwards in the next: statements of several meet on their rows.
        const place = Math.floor(index / 2) % tokens.length;
        const token = tokens.at(index % 2 === 0 ? place : -1 - place) ?? '';
        const answer = await refresh(cluster.appAt(index), token);
        const former = answers.get(token) ?? answer.body;
        answers.set(token, answer.body);
        return answer.statusCode === 200 && former === answer.body ? 'as the first' : null;
      });
      expect(outcome).toEqual({ ...flawless, rotations: tokens.length });
      tokens = [...answers.values()].map((body) => JSON.parse(body).refresh_token);
    }
  });

  test('a logout during refreshes leaves no valid token', async () => {
    const person = newPerson();
    await signUp(cluster.appAt(0), person);
    for (let round = 0; round < 25; round += 1) {
      const { refresh_token: token } = tokensOf(await login(cluster.appAt(0), person.email));
      const answers = await Promise.all(
        Array.from({ length: 12 }, (_, index) =>
          index === 6
            ? post(cluster.appAt(index), '/auth/logout', { refresh_token: token })
            : refresh(cluster.appAt(index), token),
        ),
      );
      const statuses = answers.map((answer) => answer.statusCode);
      expect(statuses.filter((status) => status !== 200 && status !== 401)).toEqual([]);
      const given = answers.filter((answer) => answer.body.includes('refresh_token')).map(tokensOf);
      for (const tokens of given) {
        expect((await refresh(cluster.appAt(round), tokens.refresh_token)).statusCode).toBe(401);
        expect((await me(cluster.appAt(round), tokens.access_token)).statusCode).toBe(401);
      }
    }
  });
});

test('the race finds a rotation that selects and then updates', async () => {
  const url = await makePostgresDatabase();
  const database = connectPostgres(url);
  const instance = await openInstance(database);
  const tokens = createRefreshTokens(instance.keys.refreshTokens);
  const { refresh_token: token } = await signUp(instance.app);
  const derived = tokens.read(token);
  if (derived === null) {
    throw new Error('The token could not be read');
  }

  async function naiveRotation(): Promise<string | null> {
    const [row] = await database.query<{ readonly id: string }>(
      'select id from "SESSIONS" where id = $1::uuid and live_hash = $2::bytea',
      [derived?.sessionId, derived?.hash],
    );
    if (row === undefined) {
      return 'too late';
    }
    await database.query(
      'update "SESSIONS" set counter = counter + 1, live_hash = $2::bytea where id = $1::uuid',
      [row.id, derived?.successor.hash],
    );
    return 'rotated';
  }

  expect(await race(database, naiveRotation)).not.toEqual(flawless);
  await instance.close();
  await database.close();
});

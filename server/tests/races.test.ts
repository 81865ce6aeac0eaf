import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { createRefreshTokens } from '../src/accounts/refresh-token.ts';
import type { Database } from '../src/db/database.ts';
import {
  login,
  me,
  newPerson,
  openInstance,
  post,
  refresh,
  signUp,
  tokensOf,
} from './support/api.ts';
import { connectPostgres, engines, makePostgresDatabase, openEngine } from './support/engine.ts';

/** PGlite runs one statement after another, in this process: fewer rounds show as much. */
const roundsOf = { postgres: 200, pglite: Number(process.env['PGLITE_RACE_ROUNDS'] ?? 40) };
const parallel = 64;

type Instance = Awaited<ReturnType<typeof openInstance>>;

interface Cluster {
  /** For looking into the database that all instances share. */
  readonly database: Database;
  readonly instances: readonly Instance[];
  close(): Promise<void>;
}

/** Three instances on one PostgreSQL; one on PGlite, whose folder no second process can open. */
async function openCluster(engine: (typeof engines)[number]): Promise<Cluster> {
  const url = engine === 'postgres' ? await makePostgresDatabase() : null;
  const databases =
    url === null ? [await openEngine('pglite')] : [1, 2, 3].map(() => connectPostgres(url));
  const [database] = databases;
  if (database === undefined) throw new Error('No database was opened');
  const instances = await Promise.all(databases.map((each) => openInstance(each)));
  return {
    database,
    instances,
    close: async () => {
      await Promise.all(instances.map((instance) => instance.close()));
      await Promise.all(databases.map((each) => each.close()));
    },
  };
}

interface Outcome {
  readonly newRows: number;
  readonly differentAnswers: number;
  readonly failures: number;
}

const flawless: Outcome = { newRows: 1, differentAnswers: 1, failures: 0 };

/** What 64 parallel uses of one token come to. */
async function race(
  database: Database,
  use: (index: number) => Promise<string | null>,
): Promise<Outcome> {
  const count = async () => {
    const [row] = await database.query<{ readonly count: number }>(
      'select count(*)::integer as count from "TOKENS"',
    );
    return row?.count ?? 0;
  };
  const before = await count();
  const answers = await Promise.all(
    Array.from({ length: parallel }, (_, index) => use(index).catch(() => null)),
  );
  return {
    newRows: (await count()) - before,
    differentAnswers: new Set(answers.filter((answer) => answer !== null)).size,
    failures: answers.filter((answer) => answer === null).length,
  };
}

describe.each(engines)('races on %s', (engine) => {
  const rounds = roundsOf[engine];
  let cluster: Cluster;
  beforeEach(async () => {
    cluster = await openCluster(engine);
  });
  afterEach(() => cluster.close());

  const appAt = (index: number) => {
    const instance = cluster.instances[index % cluster.instances.length];
    if (instance === undefined) throw new Error('There is no instance');
    return instance.app;
  };

  test(`one token refreshed ${parallel} times at once makes one row and one answer, ${rounds} times over`, async () => {
    let token = (await signUp(appAt(0))).refresh_token;
    for (let round = 0; round < rounds; round += 1) {
      const answers: string[] = [];
      const outcome = await race(cluster.database, async (index) => {
        const answer = await refresh(appAt(index), token);
        if (answer.statusCode !== 200) return null;
        answers.push(answer.body);
        return answer.body;
      });
      expect(outcome).toEqual(flawless);
      token = JSON.parse(answers[0] ?? '').refresh_token;
    }
  });

  test('many sessions refreshed at once, each several times, make one row and one answer each', async () => {
    let tokens = await Promise.all(
      Array.from({ length: 24 }, async () => (await signUp(appAt(0))).refresh_token),
    );
    for (let round = 0; round < 10; round += 1) {
      const answers = new Map<string, string>();
      const outcome = await race(cluster.database, async (index) => {
        // Forwards in one instance, backwards in the next: statements of several meet on their rows.
        const place = Math.floor(index / 2) % tokens.length;
        const token = tokens.at(index % 2 === 0 ? place : -1 - place) ?? '';
        const answer = await refresh(appAt(index), token);
        const former = answers.get(token) ?? answer.body;
        answers.set(token, answer.body);
        return answer.statusCode === 200 && former === answer.body ? 'as the first' : null;
      });
      expect(outcome).toEqual({ ...flawless, newRows: tokens.length });
      tokens = [...answers.values()].map((body) => JSON.parse(body).refresh_token);
    }
  });

  test('a logout during refreshes leaves no live token', async () => {
    const person = newPerson();
    await signUp(appAt(0), person);
    for (let round = 0; round < 25; round += 1) {
      const { refresh_token: token } = tokensOf(await login(appAt(0), person.email));
      const answers = await Promise.all(
        Array.from({ length: 12 }, (_, index) =>
          index === 6
            ? post(appAt(index), '/auth/logout', { refresh_token: token })
            : refresh(appAt(index), token),
        ),
      );
      const statuses = answers.map((answer) => answer.statusCode);
      expect(statuses.filter((status) => status !== 200 && status !== 401)).toEqual([]);
      const given = answers.filter((answer) => answer.body.includes('refresh_token')).map(tokensOf);
      for (const tokens of given) {
        expect((await refresh(appAt(round), tokens.refresh_token)).statusCode).toBe(401);
        expect((await me(appAt(round), tokens.access_token)).statusCode).toBe(401);
      }
    }
  });

  test('one e-mail registered many times at once makes one account and no 5xx', async () => {
    const person = newPerson();
    const answers = await Promise.all(
      Array.from({ length: 24 }, (_, index) =>
        post(appAt(index), '/auth/register', {
          ...person,
          username: `${person.username}-${index}`,
        }),
      ),
    );
    const statuses = answers.map((answer) => answer.statusCode).sort();
    expect(statuses).toEqual([201, ...Array.from({ length: 23 }, () => 400)].sort());
  });

  /** A link for a new password, as if it had been mailed. */
  async function makeLink(email: string): Promise<string> {
    const token = `reset token of ${email}`;
    await cluster.database.query(
      `insert into "PASSWORD_RESETS" (token_hash, user_id, expires_at)
       select sha256(convert_to($1, 'UTF8')), id, now() + interval '1 hour' from "USERS" where email = $2`,
      [token, email],
    );
    return token;
  }

  test('a password reset leaves no session to a sign-in with the old password', async () => {
    for (let round = 0; round < 15; round += 1) {
      const person = newPerson();
      await signUp(appAt(0), person);
      const body = { token: await makeLink(person.email), new_password: 'ANewPassword1!' };
      const [reset, ...logins] = await Promise.all([
        post(appAt(0), '/auth/reset-password', body),
        ...Array.from({ length: 12 }, (_, index) => login(appAt(index), person.email)),
      ]);
      expect(reset.statusCode).toBe(204);
      for (const answer of logins.filter(({ statusCode }) => statusCode === 200)) {
        expect((await refresh(appAt(0), tokensOf(answer).refresh_token)).statusCode).toBe(401);
      }
    }
  });

  test('a link used many times at once sets one password', async () => {
    for (let round = 0; round < 5; round += 1) {
      const person = newPerson();
      await signUp(appAt(0), person);
      const token = await makeLink(person.email);
      const answers = await Promise.all(
        Array.from({ length: 12 }, (_, index) =>
          post(appAt(index), '/auth/reset-password', { token, new_password: `Password ${index}!` }),
        ),
      );
      const winners = answers.flatMap(({ statusCode }, index) => (statusCode === 204 ? index : []));
      expect(winners).toHaveLength(1);
      const secret = `Password ${winners[0]}!`;
      expect((await login(appAt(0), person.email, secret)).statusCode).toBe(200);
    }
  });
});

test('the race would notice a rotation that selects and then updates', async () => {
  const url = await makePostgresDatabase();
  const database = connectPostgres(url);
  const instance = await openInstance(database);
  const tokens = createRefreshTokens(instance.keys.refreshTokens);
  const { refresh_token: token } = await signUp(instance.app);
  const derived = tokens.successorOf(token);
  if (derived === null) throw new Error('The token could not be read');

  async function naiveRotation(): Promise<string | null> {
    const [row] = await database.query<{ readonly id: string }>(
      'select session_id as id from "TOKENS" where token_hash = $1::bytea and rotated_at is null',
      [derived?.presented],
    );
    if (row === undefined) return 'too late';
    await database.query('update "TOKENS" set rotated_at = now() where token_hash = $1::bytea', [
      derived?.presented,
    ]);
    await database.query(
      `insert into "TOKENS" (session_id, counter, token_hash, expires_at)
       values ($1::uuid, 1, $2::bytea, now() + interval '1 day')`,
      [row.id, derived?.successor.hash],
    );
    return 'rotated';
  }

  expect(await race(database, naiveRotation)).not.toEqual(flawless);
  await instance.close();
  await database.close();
});

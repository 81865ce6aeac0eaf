import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createPasswordHasher } from '../../src/accounts/passwords/password-hasher.ts';
import type { Database } from '../../src/db/database.ts';
import {
  login,
  newPerson,
  openApi,
  openInstance,
  post,
  signUp,
  type TestApi,
} from '../support/api.ts';
import { engines } from '../support/engine.ts';
import { interleave, rankAlarm, rankDistance } from '../support/timing.ts';

describe.each(engines)('passwords on %s', (engine) => {
  let api: TestApi;
  beforeAll(async () => {
    api = await openApi(engine, { BCRYPT_COST: '6' });
  });
  afterAll(() => api.close());

  const paths = [
    [
      'registration',
      (password: string) => post(api.app, '/auth/register', newPerson({ password })),
    ],
    [
      'reset',
      (password: string) =>
        post(api.app, '/auth/reset-password', { token: 'x', new_password: password }),
    ],
  ] as const;

  test.each(paths)('%s refuses over 72 bytes instead of cutting', async (_name, send) => {
    // 37 characters, 73 bytes.
    const answer = await send(`${'é'.repeat(36)}x`);
    expect(answer.statusCode).toBe(422);
    expect(answer.json().detail[0].msg).toContain('72 bytes');
  });

  test.each(paths)('%s refuses a NUL', async (_name, send) => {
    const answer = await send('SuperSecure123!\0more');
    expect(answer.statusCode).toBe(422);
    expect(answer.json().detail[0].msg).toContain('NUL');
  });

  test('a sign-in with more than 72 bytes is wrong, even when the first 72 are right', async () => {
    const person = newPerson({ password: 'x'.repeat(72) });
    await signUp(api.app, person);
    expect((await login(api.app, person.email, 'x'.repeat(73))).statusCode).toBe(400);
    expect((await login(api.app, person.email, `${'x'.repeat(71)}\0`)).statusCode).toBe(400);
    expect((await login(api.app, person.email, 'x'.repeat(10_000))).statusCode).toBe(400);
  });

  test('all of 72 bytes count, the last one too', async () => {
    const person = newPerson({ password: `${'x'.repeat(71)}a` });
    await signUp(api.app, person);
    expect((await login(api.app, person.email, `${'x'.repeat(71)}b`)).statusCode).toBe(400);
    expect((await login(api.app, person.email, person.password)).statusCode).toBe(200);
  });

  test('a new password has at least 10 characters', async () => {
    const answer = await post(api.app, '/auth/register', newPerson({ password: '123456789' }));
    expect(answer.statusCode).toBe(422);
    expect(answer.json().detail[0].loc).toEqual(['body', 'password']);
  });

  test('sign-in hashes again when the cost has risen', async () => {
    const person = newPerson();
    await signUp(api.app, person);
    const stronger = await openInstance(api.database, { BCRYPT_COST: '7' });
    expect((await login(stronger.app, person.email)).statusCode).toBe(200);
    const [row] = await api.database.query<{ readonly hash: string }>(
      'select hashed_password as hash from "USERS" where email = $1',
      [person.email],
    );
    expect(row?.hash).toMatch(/^\$2b\$07\$/);
    expect((await login(stronger.app, person.email)).statusCode).toBe(200);
    await stronger.close();
  });

  test('a sign-in succeeds while another one hashes the same password again', async () => {
    const person = newPerson();
    await signUp(api.app, person);
    const stronger = await openInstance(api.database, { BCRYPT_COST: '7' });
    let others = 0;
    const database: Database = {
      ...api.database,
      query: async (sql, parameters) => {
        if (sql.includes('into "SESSIONS"') && others === 0) {
          others += 1;
          expect((await login(stronger.app, person.email)).statusCode).toBe(200);
        }
        return await api.database.query(sql, parameters);
      },
    };
    const slower = await openInstance(database, { BCRYPT_COST: '7' });
    expect((await login(slower.app, person.email)).statusCode).toBe(200);
    expect(others).toBe(1);
    await stronger.close();
    await slower.close();
  });

  test('a busy server answers 503 with Retry-After', async () => {
    const person = newPerson();
    await signUp(api.app, person);
    const busy = await openInstance(api.database, { BCRYPT_COST: '10', HASH_QUEUE_LENGTH: '0' });
    const answers = await Promise.all(
      Array.from({ length: 40 }, (_, index) => login(busy.app, `nobody${index}@example.com`)),
    );
    const refused = answers.filter((answer) => answer.statusCode === 503);
    expect(refused.length).toBeGreaterThan(0);
    expect(refused[0]?.headers['retry-after']).toBe('2');
    await busy.close();
  });

  test.each([
    ['knows', ''],
    ['does not know', 'delete from "KNOWN_ADDRESSES"'],
  ])(
    'an unknown user takes as long as a wrong password from an address that the account %s',
    async (_name, forget) => {
      const person = newPerson();
      await signUp(api.app, person);
      if (forget !== '') {
        await api.database.query(forget);
      }
      const [known, unknown] = await interleave(80, [
        () => login(api.app, person.email, 'NotThePassword!'),
        () => login(api.app, 'nobody@example.com', 'NotThePassword!'),
      ]);
      expect(Math.abs(rankDistance(known, unknown))).toBeLessThan(rankAlarm);
    },
  );
});

test('the rank test notices a server that does not hash for unknown users', async () => {
  const passwords = createPasswordHasher({ cost: 6, queueLength: 10 });
  const stored = await passwords.hash('SuperSecure123!');
  const storedHash = stored.ok ? stored.value : null;
  const [known, unknown] = await interleave(80, [
    () => passwords.verify('NotThePassword!', storedHash),
    async () => undefined,
  ]);
  expect(Math.abs(rankDistance(known, unknown))).toBeGreaterThan(rankAlarm);
});

import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Database } from '../src/db/database.ts';
import { login, me, newPerson, openInstance, post, signUp } from './support/api.ts';
import { connectPostgres } from './support/engine.ts';
import { type Postgres, startPostgres } from './support/postgres.ts';

describe('a database that goes away', () => {
  let postgres: Postgres;
  let database: Database;
  let instance: Awaited<ReturnType<typeof openInstance>>;
  beforeAll(async () => {
    postgres = await startPostgres(['fsync=off']);
    database = connectPostgres(postgres.url('postgres'));
    instance = await openInstance(database);
  });
  afterAll(async () => {
    await instance.close();
    await database.close();
    await postgres.remove();
  });

  test('is answered with 503 and Retry-After, and served again when it is back', async () => {
    const person = newPerson();
    const { access_token: token } = await signUp(instance.app, person);
    await postgres.stop();
    const refused = [
      await me(instance.app, token),
      await login(instance.app, person.email),
      await post(instance.app, '/auth/refresh', { refresh_token: 'x'.repeat(91) }),
      await post(instance.app, '/auth/register', newPerson()),
    ];
    expect(refused.map((answer) => answer.statusCode)).toEqual([503, 503, 503, 503]);
    expect(refused.map((answer) => answer.headers['retry-after'])).toEqual(['2', '2', '2', '2']);
    expect((await instance.app.inject({ url: '/ready' })).statusCode).toBe(503);
    expect((await instance.app.inject({ url: '/health' })).statusCode).toBe(200);
    expect((await instance.app.inject({ url: '/' })).statusCode).toBe(200);
    await postgres.start();
    expect((await me(instance.app, token)).statusCode).toBe(200);
    expect((await instance.app.inject({ url: '/ready' })).statusCode).toBe(200);
  });

  test('a database that does not answer within a second is not ready', async () => {
    const locked = connectPostgres(postgres.url('postgres'));
    await locked.transaction(async (transaction) => {
      await transaction.query('lock table "MIGRATIONS" in access exclusive mode');
      expect((await instance.app.inject({ url: '/ready' })).statusCode).toBe(503);
    });
    await locked.close();
    expect((await instance.app.inject({ url: '/ready' })).statusCode).toBe(200);
  });
});

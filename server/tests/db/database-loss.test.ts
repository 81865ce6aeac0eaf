import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Database } from '../../src/db/database.ts';
import { resetTexts } from '../../src/reset/reset-texts.ts';
import { login, me, newPerson, openInstance, post, signUp } from '../support/api.ts';
import { connectPostgres } from '../support/engine.ts';
import { type Postgres, startPostgres } from '../support/postgres/postgres.ts';
import { send } from '../support/process.ts';
import { startWire } from '../support/wire.ts';

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
    const form = await instance.app.inject({
      method: 'POST',
      url: '/reset-password?lang=en',
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
      payload: 'token=abc&new_password=ANewPassword1!',
    });
    expect([form.statusCode, form.headers['retry-after']]).toEqual([503, '2']);
    expect(form.body).toContain(resetTexts.en.busy);
    expect(form.body).toContain('value="abc"');
    expect((await instance.app.inject({ url: '/ready' })).statusCode).toBe(503);
    expect((await instance.app.inject({ url: '/health' })).statusCode).toBe(200);
    expect((await instance.app.inject({ url: '/' })).statusCode).toBe(200);
    await postgres.start();
    expect((await me(instance.app, token)).statusCode).toBe(200);
    expect((await instance.app.inject({ url: '/ready' })).statusCode).toBe(200);
  });

  test('a database that hangs is reported as not ready before any other time-out, and delays nobody', async () => {
    const { access_token: token } = await signUp(instance.app);
    postgres.freeze();
    try {
      const begin = performance.now();
      const ready = await instance.app.inject({ url: '/ready' });
      // 1 s is promised; the database's own time-outs come after 5 s at the earliest.
      expect(performance.now() - begin).toBeLessThan(4_000);
      expect(ready.statusCode).toBe(503);
      expect((await instance.app.inject({ url: '/health' })).statusCode).toBe(200);
      const answer = await me(instance.app, token);
      expect([answer.statusCode, answer.headers['retry-after']]).toEqual([503, '2']);
    } finally {
      postgres.thaw();
    }
    await expect
      .poll(async () => (await me(instance.app, token)).statusCode, { timeout: 60_000 })
      .toBe(200);
    expect((await instance.app.inject({ url: '/ready' })).statusCode).toBe(200);
  });

  test('a connection that breaks in a transaction is 503, and the transaction is undone', async () => {
    const address = new URL(postgres.url('postgres'));
    const wire = await startWire(Number(address.port));
    address.port = String(wire.port);
    const wired = connectPostgres(address.href);
    const { app, close } = await openInstance(wired);
    const person = newPerson();
    await signUp(app, person);
    await database.query(
      `insert into "PASSWORD_RESETS" (token_hash, user_id, expires_at)
       select sha256('a reset token'), id, now() + interval '1 hour' from "USERS" where email = $1`,
      [person.email],
    );
    const body = { token: 'a reset token', new_password: 'ANewPassword1!' };
    const waiting = () =>
      database.query(`select from pg_stat_activity where wait_event_type = 'Lock'`);
    await database.transaction(async (transaction) => {
      await transaction.query('select from "USERS" for update');
      const answer = post(app, '/auth/reset-password', body);
      await expect.poll(waiting, { timeout: 60_000 }).toHaveLength(1);
      wire.cut();
      expect((await answer).statusCode).toBe(503);
    });
    expect((await post(app, '/auth/reset-password', body)).statusCode).toBe(204);
    await close();
    await wired.close();
    await wire.close();
  });

  test('a primary that was replaced by its standby does not call a token invalid', async () => {
    const hasty = connectPostgres(postgres.url('postgres'), { statementTimeoutMs: 500 });
    const { app, close } = await openInstance(hasty);
    const { refresh_token } = await signUp(app);
    // To this database the token is one that only the new primary has.
    await database.query('delete from "SESSIONS"');
    const statuses = async () => {
      const answers = [
        await post(app, '/auth/refresh', { refresh_token }),
        await post(app, '/auth/reset-password', { token: 'x', new_password: 'ANewPassword1!' }),
      ];
      return answers.map(({ statusCode }) => statusCode);
    };
    const waitForStandby = async (name: string) => {
      await database.script(`alter system set synchronous_standby_names = '${name}'`);
      await database.query('select pg_reload_conf()');
    };
    expect(await statuses()).toEqual([401, 400]);
    await waitForStandby('gone');
    await expect.poll(statuses, { timeout: 60_000 }).toEqual([503, 503]);
    await waitForStandby('');
    await expect.poll(statuses, { timeout: 60_000 }).toEqual([401, 400]);
    await close();
    await hasty.close();
  });

  test('a request that takes too long is 503, with or without a body', async () => {
    const hasty = await openInstance(database, { HANDLER_TIMEOUT_SECONDS: '1' });
    // Not at the hasty one, which a busy machine keeps from answering in time.
    const { access_token: token, refresh_token } = await signUp(instance.app);
    // Over a socket, because only there a body that was read closes its request.
    const url = await hasty.app.listen({ host: '127.0.0.1', port: 0 });
    const locker = connectPostgres(postgres.url('postgres'));
    await locker.transaction(async (transaction) => {
      await transaction.query('lock table "SESSIONS" in access exclusive mode');
      const begin = performance.now();
      const answers = await Promise.all([
        fetch(`${url}/auth/me`, { headers: { authorization: `Bearer ${token}` } }),
        send(`${url}/auth/refresh`, { refresh_token }),
      ]);
      // Before the database's own time-out, which comes after 10 s.
      expect(performance.now() - begin).toBeLessThan(8_000);
      for (const answer of answers) {
        expect([answer.status, await answer.json()]).toEqual([
          503,
          { detail: 'The service is temporarily unavailable' },
        ]);
        expect(answer.headers.get('retry-after')).toBe('2');
      }
    });
    await locker.close();
    await hasty.close();
  });
});

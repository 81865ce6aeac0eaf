import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Database } from '../../src/db/database.ts';
import {
  login,
  me,
  newPerson,
  openApi,
  openInstance,
  password,
  post,
  refresh,
  signUp,
  type TestApi,
} from '../support/api.ts';
import { engines } from '../support/engine.ts';

describe.each(engines)('a forgotten password on %s', (engine) => {
  let api: TestApi;
  beforeAll(async () => {
    api = await openApi(engine);
  });
  afterAll(() => api.close());

  function newestMail(): string {
    const mails = readdirSync(join(api.folder, 'mail')).filter((name) => name.endsWith('.eml'));
    return mails.sort().at(-1) ?? '0';
  }

  function lastMail(): string {
    const path = join(api.folder, 'mail', newestMail());
    return readFileSync(path, 'utf8').replaceAll('=\r\n', '');
  }

  async function askForReset(body: unknown): Promise<string> {
    const before = Date.now();
    const answer = await post(api.app, '/auth/forgot-password', body);
    expect(answer.statusCode).toBe(204);
    await expect
      .poll(() => Number.parseInt(newestMail(), 10), { timeout: 60_000 })
      .toBeGreaterThanOrEqual(before);
    const token = /reset-password\?token=(?:3D)?([\w-]{43})/.exec(lastMail())?.[1];
    if (token === undefined) {
      throw new Error('The mail has no link');
    }
    return token;
  }

  test.each(['a bare string', 'an object'])(
    '(%s) is replaced by mail, once, and ends every session',
    async (form) => {
      const person = newPerson();
      const old = await signUp(api.app, person);
      const token = await askForReset(
        form === 'an object' ? { email: person.email } : person.email,
      );
      const body = { token, new_password: 'ANewPassword1!' };
      const reset = await post(api.app, '/auth/reset-password', body);
      expect([reset.statusCode, reset.body]).toEqual([204, '']);
      expect((await refresh(api.app, old.refresh_token)).statusCode).toBe(401);
      expect((await me(api.app, old.access_token)).statusCode).toBe(401);
      const events = await api.database.query(
        'select kind from "SECURITY_EVENTS" where user_id = $1',
        [old.user.id],
      );
      expect(events).toEqual([{ kind: 'password-reset' }]);
      expect((await login(api.app, person.email)).statusCode).toBe(400);
      expect((await login(api.app, person.email, 'ANewPassword1!')).statusCode).toBe(200);
      const again = await post(api.app, '/auth/reset-password', body);
      expect([again.statusCode, again.json()]).toEqual([
        400,
        { detail: 'Invalid or expired reset token' },
      ]);
    },
  );

  test('a reset token that has expired is refused', async () => {
    const person = newPerson();
    await signUp(api.app, person);
    const token = await askForReset(person.email);
    await api.database.query(`update "PASSWORD_RESETS" set expires_at = now() - interval '1 s'`);
    const answer = await post(api.app, '/auth/reset-password', { token, new_password: password });
    expect(answer.statusCode).toBe(400);
  });

  test('a new password makes every other link of the account useless', async () => {
    const person = newPerson();
    await signUp(api.app, person);
    const [first, second] = [await askForReset(person.email), await askForReset(person.email)];
    const reset = (token: string) =>
      post(api.app, '/auth/reset-password', { token, new_password: 'ANewPassword1!' });
    expect((await reset(second)).statusCode).toBe(204);
    expect((await reset(first)).statusCode).toBe(400);
  });

  test('an unknown address is answered like a known one, and gets no mail', async () => {
    const answer = await post(api.app, '/auth/forgot-password', 'nobody@example.com');
    expect([answer.statusCode, answer.body]).toEqual([204, '']);
    const rows = await api.database.query<{ readonly email: string }>(
      'select email from "PASSWORD_RESETS" r join "USERS" u on u.id = r.user_id',
    );
    expect(rows.map((row) => row.email)).not.toContain('nobody@example.com');
  });

  test('no account is looked up before the reply', async () => {
    const person = newPerson();
    await signUp(api.app, person);
    const { promise: replied, resolve: release } = Promise.withResolvers<void>();
    const database: Database = {
      ...api.database,
      query: async (sql, parameters) => {
        if (/"USERS"|"PASSWORD_RESETS"/.test(sql)) {
          await replied;
        }
        return await api.database.query(sql, parameters);
      },
    };
    const instance = await openInstance(database, { HANDLER_TIMEOUT_SECONDS: '10' });
    const answer = await post(instance.app, '/auth/forgot-password', person.email);
    expect(answer.statusCode).toBe(204);
    release();
    await instance.close();
  });

  test('the database keeps the SHA-256 of the token and nothing else of it', async () => {
    const person = newPerson();
    await signUp(api.app, person);
    const token = await askForReset(person.email);
    const rows = await api.database.query<{ readonly hash: string }>(
      `select encode(r.token_hash, 'hex') as hash from "PASSWORD_RESETS" r
       join "USERS" u on u.id = r.user_id where u.email = $1`,
      [person.email],
    );
    expect(rows).toEqual([{ hash: createHash('sha256').update(token).digest('hex') }]);
  });

  test('the case of the domain and outer blanks make no difference to the address', async () => {
    const person = newPerson();
    await signUp(api.app, person);
    const token = await askForReset(` ${person.email.replace('example.com', 'EXAMPLE.com')} `);
    const body = { token, new_password: 'ANewPassword1!' };
    expect((await post(api.app, '/auth/reset-password', body)).statusCode).toBe(204);
    expect((await login(api.app, person.email, 'ANewPassword1!')).statusCode).toBe(200);
  });

  test('a link works for one hour, and is then removed', async () => {
    const person = newPerson();
    await signUp(api.app, person);
    await askForReset(person.email);
    const [row] = await api.database.query<{ readonly minutes: number }>(
      `select ceil(extract(epoch from max(expires_at) - now()) / 60)::integer as minutes
       from "PASSWORD_RESETS"`,
    );
    expect(row?.minutes).toBe(60);
    await api.database.query(`update "PASSWORD_RESETS" set expires_at = now() - interval '1 s'`);
    const cleaner = await openInstance(api.database, { CLEANUP_INTERVAL_SECONDS: '1' });
    await expect
      .poll(() => api.database.query('select from "PASSWORD_RESETS"'), { timeout: 60_000 })
      .toEqual([]);
    await cleaner.close();
  });
});

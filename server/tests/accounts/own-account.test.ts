import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import {
  login,
  me,
  newPerson,
  openApi,
  openInstance,
  password,
  refresh,
  signUp,
  type TestApi,
  tokensOf,
} from '../support/api.ts';
import { engines } from '../support/engine.ts';

describe.each(engines)("one's own account on %s", (engine) => {
  let api: TestApi;
  let person: ReturnType<typeof newPerson>;
  let tokens: Awaited<ReturnType<typeof signUp>>;
  beforeAll(async () => {
    api = await openApi(engine);
  });
  afterAll(() => api.close());
  beforeEach(async () => {
    person = newPerson();
    tokens = await signUp(api.app, person);
  });

  function call(
    method: 'GET' | 'POST' | 'PATCH' | 'DELETE',
    url: string,
    payload?: object,
    token = tokens.access_token,
    app = api.app,
  ) {
    const headers = { authorization: `Bearer ${token}`, 'user-agent': 'MyTone/1.0 (Linux)' };
    return app.inject({ method, url, headers, ...(payload === undefined ? {} : { payload }) });
  }

  async function events(kind: string): Promise<readonly unknown[]> {
    return await api.database.query(
      'select user_id as user from "SECURITY_EVENTS" where kind = $1 order by id desc limit 1',
      [kind],
    );
  }

  test('the profile is changed field by field; what is left out stays', async () => {
    const changed = await call('PATCH', '/auth/me', { name: ' Anna ', phone_number: '+33 1' });
    expect(changed.statusCode).toBe(200);
    expect(changed.json()).toEqual({ ...tokens.user, name: 'Anna', phone_number: '+33 1' });
    const other = await call('PATCH', '/auth/me', { phone_number: null, email: 'x@example.com' });
    expect(other.json()).toEqual({ ...tokens.user, name: 'Anna', phone_number: null });
    expect((await call('PATCH', '/auth/me', { name: '' })).statusCode).toBe(422);
    expect((await call('PATCH', '/auth/me', {})).json()).toEqual(other.json());
    expect((await me(api.app, tokens.access_token)).json()).toEqual(other.json());
  });

  test('a new password ends every other session and every link, but not this session', async () => {
    const other = tokensOf(await login(api.app, person.email));
    await api.database.query(
      `insert into "PASSWORD_RESETS" (token_hash, user_id, expires_at)
       values (decode(md5(random()::text), 'hex'), $1, now() + interval '1 hour')`,
      [tokens.user.id],
    );
    const body = { current_password: password, new_password: 'AnotherOne123!' };
    const changed = await call('POST', '/auth/change-password', body);
    expect([changed.statusCode, changed.body]).toEqual([204, '']);
    expect((await refresh(api.app, tokens.refresh_token)).statusCode).toBe(200);
    expect((await refresh(api.app, other.refresh_token)).statusCode).toBe(401);
    expect((await me(api.app, other.access_token)).statusCode).toBe(401);
    expect((await login(api.app, person.email)).statusCode).toBe(400);
    expect((await login(api.app, person.email, 'AnotherOne123!')).statusCode).toBe(200);
    const links = 'select from "PASSWORD_RESETS" where user_id = $1';
    expect(await api.database.query(links, [tokens.user.id])).toEqual([]);
    expect(await events('password-changed')).toEqual([{ user: tokens.user.id }]);
  });

  test.each([
    ['POST', '/auth/change-password', { current_password: 'x', new_password: 'AnotherOne123!' }],
    ['DELETE', '/auth/me', { password: 'x' }],
  ] as const)(
    '%s %s with a wrong password is 400 and changes nothing',
    async (method, url, body) => {
      const answer = await call(method, url, body);
      expect([answer.statusCode, answer.json()]).toEqual([400, { detail: 'Incorrect password' }]);
      expect((await login(api.app, person.email)).statusCode).toBe(200);
    },
  );

  test('a new password follows the rules of a sign-up', async () => {
    const body = { current_password: password, new_password: 'short' };
    const answer = await call('POST', '/auth/change-password', body);
    expect(answer.statusCode).toBe(422);
    expect(answer.json().detail[0].loc).toEqual(['body', 'new_password']);
  });

  test('guessing the password of a signed-in account is slowed down like any other', async () => {
    const slow = await openInstance(api.database, { FREE_ATTEMPTS_PER_ACCOUNT: '3' });
    const statuses = [];
    for (let index = 0; index < 5; index += 1) {
      const body = { current_password: `guess ${index}`, new_password: 'AnotherOne123!' };
      const answer = await call('POST', '/auth/change-password', body, undefined, slow.app);
      statuses.push(answer.statusCode);
    }
    expect(statuses).toEqual([400, 400, 400, 400, 429]);
    await slow.close();
  });

  test('only one of two simultaneous changes from the same password counts', async () => {
    const change = (index: number) =>
      call('POST', '/auth/change-password', {
        current_password: password,
        new_password: `Password ${index}!`,
      });
    const answers = await Promise.all([change(0), change(1), change(2)]);
    const winners = answers.flatMap(({ statusCode }, index) => (statusCode === 204 ? index : []));
    expect(winners).toHaveLength(1);
    expect((await login(api.app, person.email, `Password ${winners[0]}!`)).statusCode).toBe(200);
  });

  test('sessions are listed with their client, and this one is marked', async () => {
    const named = await api.app.inject({
      method: 'POST',
      url: '/auth/login',
      headers: {
        'content-type': 'application/x-www-form-urlencoded',
        'user-agent': `Web\tsite/${'x'.repeat(500)}`,
      },
      payload: new URLSearchParams({ username: person.email, password }).toString(),
    });
    const listed = await call('GET', '/auth/sessions', undefined, tokensOf(named).access_token);
    const sessions = listed.json();
    expect(sessions).toHaveLength(2);
    expect(sessions.map((session: { is_current: boolean }) => session.is_current)).toEqual([
      true,
      false,
    ]);
    expect(sessions[0].client).toBe(`Website/${'x'.repeat(112)}`);
    expect(Object.keys(sessions[0]).sort()).toEqual([
      'client',
      'created_at',
      'id',
      'is_current',
      'last_used_at',
    ]);
  });

  test('a refresh counts as the last use of its session', async () => {
    await api.database.query(
      `update "SESSIONS" set live_since = now() - interval '1 hour' where user_id = $1`,
      [tokens.user.id],
    );
    await refresh(api.app, tokens.refresh_token);
    const [session] = (await call('GET', '/auth/sessions')).json();
    expect(Date.now() - Date.parse(session.last_used_at)).toBeLessThan(30 * 60_000);
  });

  test('a session is ended by its id, and ending a missing one succeeds too', async () => {
    const other = tokensOf(await login(api.app, person.email));
    const sessions = (await call('GET', '/auth/sessions')).json();
    const { id } = sessions.find((session: { is_current: boolean }) => !session.is_current);
    for (const each of [id, id, randomUUID(), 'nonsense', '%00']) {
      expect((await call('DELETE', `/auth/sessions/${each}`)).statusCode).toBe(204);
    }
    expect((await refresh(api.app, other.refresh_token)).statusCode).toBe(401);
    expect((await refresh(api.app, tokens.refresh_token)).statusCode).toBe(200);
  });

  test('nobody can end the session of another account', async () => {
    const stranger = await signUp(api.app);
    const [{ id }] = (await call('GET', '/auth/sessions')).json();
    await call('DELETE', `/auth/sessions/${id}`, undefined, stranger.access_token);
    expect((await me(api.app, tokens.access_token)).statusCode).toBe(200);
  });

  test('all other sessions are ended at once, and counted', async () => {
    const others = [await login(api.app, person.email), await login(api.app, person.email)];
    const answer = await call('POST', '/auth/logout-others');
    expect([answer.statusCode, answer.json()]).toEqual([200, { ended: 2 }]);
    for (const other of others) {
      expect((await refresh(api.app, tokensOf(other).refresh_token)).statusCode).toBe(401);
    }
    expect((await call('POST', '/auth/logout-others')).json()).toEqual({ ended: 0 });
    expect((await refresh(api.app, tokens.refresh_token)).statusCode).toBe(200);
  });

  test('of several simultaneous deletions one succeeds, and the others find no account', async () => {
    const answers = await Promise.all(
      [1, 2, 3].map(() => call('DELETE', '/auth/me', { password })),
    );
    expect(answers.map(({ statusCode }) => statusCode).sort()).toEqual([204, 401, 401]);
  });

  test('a deleted account leaves only events without its name, and its names are free', async () => {
    await call('POST', '/auth/change-password', {
      current_password: password,
      new_password: 'AnotherOne123!',
    });
    const deleted = await call('DELETE', '/auth/me', { password: 'AnotherOne123!' });
    expect([deleted.statusCode, deleted.body]).toEqual([204, '']);
    expect((await me(api.app, tokens.access_token)).statusCode).toBe(401);
    expect((await refresh(api.app, tokens.refresh_token)).statusCode).toBe(401);
    for (const table of ['SESSIONS', 'PASSWORD_RESETS', 'KNOWN_ADDRESSES', 'SECURITY_EVENTS']) {
      const rows = `select from "${table}" where user_id = $1`;
      expect([table, await api.database.query(rows, [tokens.user.id])]).toEqual([table, []]);
    }
    expect(await events('account-deleted')).toEqual([{ user: null }]);
    expect(await events('password-changed')).toEqual([{ user: null }]);
    expect((await signUp(api.app, person)).user.email).toBe(person.email);
  });
});

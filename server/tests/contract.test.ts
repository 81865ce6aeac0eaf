import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { apiRegisteredSchema, apiUserSchema } from '../../src/shared/api.ts';
import {
  login,
  me,
  newPerson,
  openApi,
  password,
  post,
  refresh,
  signUp,
  type TestApi,
  tokensOf,
} from './support/api.ts';
import { engines } from './support/engine.ts';

describe.each(engines)('the contract on %s', (engine) => {
  let api: TestApi;
  beforeAll(async () => {
    api = await openApi(engine);
  });
  afterAll(() => api.close());

  test('registration answers 201 with the user and tokens that work', async () => {
    const person = newPerson();
    const answer = await post(api.app, '/auth/register', person);
    expect(answer.statusCode).toBe(201);
    const body = apiRegisteredSchema.parse(answer.json());
    expect(body.token_type).toBe('bearer');
    const profile = await me(api.app, body.access_token);
    expect(apiUserSchema.parse(profile.json())).toEqual(body.user);
    expect(body.user).toMatchObject({ email: person.email, phone_number: null, type_client: 0 });
  });

  test('the password is stored as a bcrypt hash only', async () => {
    const { user } = await signUp(api.app);
    const [row] = await api.database.query<{ readonly text: string }>(
      'select u::text as text from "USERS" u where id = $1',
      [user.id],
    );
    expect(row?.text).toContain('$2b$04$');
    expect(row?.text).not.toContain(password);
  });

  test('a taken e-mail and a taken username are refused with their sentences', async () => {
    const person = newPerson();
    await signUp(api.app, person);
    const sameEmail = await post(api.app, '/auth/register', newPerson({ email: person.email }));
    const sameName = await post(
      api.app,
      '/auth/register',
      newPerson({ username: person.username }),
    );
    expect([sameEmail.statusCode, sameEmail.json()]).toEqual([
      400,
      { detail: 'Email already registered' },
    ]);
    expect([sameName.statusCode, sameName.json()]).toEqual([
      400,
      { detail: 'Username already registered' },
    ]);
  });

  test("an e-mail's domain and outer blanks make no difference, at sign-in either", async () => {
    const person = newPerson();
    await signUp(api.app, person);
    const variant = ` ${person.email.replace('example.com', 'EXAMPLE.com')} `;
    const again = await post(api.app, '/auth/register', newPerson({ email: variant }));
    expect(again.statusCode).toBe(400);
    expect((await login(api.app, variant)).statusCode).toBe(200);
  });

  test('sign-in works by e-mail and by username, and answers without a user', async () => {
    const person = newPerson();
    await signUp(api.app, person);
    for (const name of [person.email, person.username]) {
      const answer = await login(api.app, name);
      expect(answer.statusCode).toBe(200);
      expect(Object.keys(answer.json()).sort()).toEqual([
        'access_token',
        'refresh_token',
        'token_type',
      ]);
    }
  });

  test("nobody signs in to another's account by a username that is that one's e-mail", async () => {
    const victim = newPerson();
    await signUp(api.app, newPerson({ username: victim.email, password: 'AttackersOwn1!' }));
    const { user } = await signUp(api.app, victim);
    const tokens = tokensOf(await login(api.app, victim.email));
    expect((await me(api.app, tokens.access_token)).json()).toMatchObject({ id: user.id });
    expect((await login(api.app, victim.email, 'AttackersOwn1!')).statusCode).toBe(400);
  });

  test.each([
    ['a wrong password', true],
    ['an unknown user', false],
  ])('%s is 400 with the one sentence', async (_case, isKnown) => {
    const person = newPerson();
    if (isKnown) await signUp(api.app, person);
    const answer = await login(api.app, person.email, 'NotThePassword!');
    expect([answer.statusCode, answer.json()]).toEqual([
      400,
      { detail: 'Incorrect email, username or password' },
    ]);
  });

  test('sign-in as JSON is 422: the contract wants a form', async () => {
    const person = newPerson();
    await signUp(api.app, person);
    const answer = await post(api.app, '/auth/login', { username: person.email, password });
    expect(answer.statusCode).toBe(422);
    expect(answer.json()).toEqual({
      detail: [
        { loc: ['body', 'username'], msg: 'Field required', type: 'missing' },
        { loc: ['body', 'password'], msg: 'Field required', type: 'missing' },
      ],
    });
  });

  test.each([undefined, 'Bearer', 'Bearer nonsense', 'Basic amVhbjpwdw=='])(
    '/auth/me without a valid token (%s) is 401',
    async (authorization) => {
      const headers = authorization === undefined ? {} : { authorization };
      const answer = await api.app.inject({ url: '/auth/me', headers });
      expect([answer.statusCode, answer.json()]).toEqual([
        401,
        { detail: 'Could not validate credentials' },
      ]);
      expect(answer.headers['www-authenticate']).toBe('Bearer');
    },
  );

  test('refresh rotates, and no answer with a token may be stored', async () => {
    const first = await signUp(api.app);
    const answer = await refresh(api.app, first.refresh_token);
    expect(answer.statusCode).toBe(200);
    expect(answer.headers['cache-control']).toBe('no-store');
    const next = tokensOf(answer);
    expect(next.refresh_token).not.toBe(first.refresh_token);
    expect((await me(api.app, next.access_token)).statusCode).toBe(200);
  });

  test('logout answers 200 with an object and ends the session, access token included', async () => {
    const tokens = await signUp(api.app);
    const answer = await post(api.app, '/auth/logout', { refresh_token: tokens.refresh_token });
    expect([answer.statusCode, typeof answer.json()]).toEqual([200, 'object']);
    expect((await refresh(api.app, tokens.refresh_token)).statusCode).toBe(401);
    expect((await me(api.app, tokens.access_token)).statusCode).toBe(401);
  });

  test('logout with an unknown token answers as if it had ended', async () => {
    const answer = await post(api.app, '/auth/logout', { refresh_token: 'never seen' });
    expect(answer.statusCode).toBe(200);
  });

  test('verify-email and verify-username tell whether a name is taken', async () => {
    const person = newPerson();
    await signUp(api.app, person);
    const ask = async (path: string, body: unknown) => (await post(api.app, path, body)).json();
    expect(await ask('/auth/verify-email', { email: person.email })).toEqual({ exists: true });
    expect(await ask('/auth/verify-email', { email: 'no@example.com' })).toEqual({ exists: false });
    expect(await ask('/auth/verify-username', { username: person.username })).toEqual({
      exists: true,
    });
    expect(await ask('/auth/verify-username', { username: 'nobody' })).toEqual({ exists: false });
  });

  test('unknown keys are ignored', async () => {
    const answer = await post(api.app, '/auth/register', newPerson({ is_admin: true, id: 1 }));
    expect(answer.statusCode).toBe(201);
  });

  test('phone_number and type_client may be left out', async () => {
    const { phone_number: _phone, type_client: _type, ...person } = newPerson();
    expect((await post(api.app, '/auth/register', person)).statusCode).toBe(201);
  });

  function lastMail(): string {
    const folder = join(api.folder, 'mail');
    const newest = readdirSync(folder).sort().at(-1);
    return readFileSync(join(folder, newest ?? ''), 'utf8').replaceAll('=\r\n', '');
  }

  async function askForReset(body: unknown): Promise<string> {
    const before = Date.now();
    const answer = await post(api.app, '/auth/forgot-password', body);
    expect(answer.statusCode).toBe(204);
    await expect
      .poll(() => Number.parseInt(readdirSync(join(api.folder, 'mail')).sort().at(-1) ?? '0', 10), {
        timeout: 60_000,
      })
      .toBeGreaterThanOrEqual(before);
    const token = /reset-password\?token=(?:3D)?([\w-]{43})/.exec(lastMail())?.[1];
    if (token === undefined) throw new Error('The mail has no link');
    return token;
  }

  test.each(['a bare string', 'an object'])(
    'a forgotten password (%s) is set anew by mail, once, and ends every session',
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

  test('an unknown address is answered like a known one, and gets no mail', async () => {
    const answer = await post(api.app, '/auth/forgot-password', 'nobody@example.com');
    expect([answer.statusCode, answer.body]).toEqual([204, '']);
    const rows = await api.database.query<{ readonly email: string }>(
      'select email from "PASSWORD_RESETS" r join "USERS" u on u.id = r.user_id',
    );
    expect(rows.map((row) => row.email)).not.toContain('nobody@example.com');
  });

  test('the reset token is stored hashed', async () => {
    const person = newPerson();
    await signUp(api.app, person);
    const token = await askForReset(person.email);
    const rows = await api.database.query<{ readonly text: string }>(
      'select r::text as text from "PASSWORD_RESETS" r',
    );
    expect(rows.length).toBeGreaterThan(0);
    expect(rows.some((row) => row.text.includes(token))).toBe(false);
  });

  test.each(['/', '/health', '/ready'])('GET %s answers 200', async (url) => {
    expect((await api.app.inject({ url })).statusCode).toBe(200);
  });
});

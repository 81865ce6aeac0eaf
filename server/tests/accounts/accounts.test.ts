import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { registeredSchema, userSchema } from '../../src/http/wire.ts';
import {
  login,
  me,
  newPerson,
  openApi,
  password,
  post,
  signUp,
  type TestApi,
  tokensOf,
} from '../support/api.ts';
import { engines } from '../support/engine.ts';

describe.each(engines)('accounts on %s', (engine) => {
  let api: TestApi;
  beforeAll(async () => {
    api = await openApi(engine);
  });
  afterAll(() => api.close());

  test('registration answers 201 with the user and tokens that work', async () => {
    const person = newPerson();
    const answer = await post(api.app, '/auth/register', person);
    expect(answer.statusCode).toBe(201);
    expect(answer.headers['cache-control']).toBe('no-store');
    const body = registeredSchema.parse(answer.json());
    expect(body.token_type).toBe('bearer');
    const profile = await me(api.app, body.access_token);
    expect(userSchema.parse(profile.json())).toEqual(body.user);
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

  test('an international domain is the same in Unicode, in Punycode and in capitals', async () => {
    const { email } = newPerson();
    const at = (domain: string) => email.replace('example.com', domain);
    const { user } = await signUp(api.app, newPerson({ email: at('xn--exmple-cua.com') }));
    expect(user.email).toBe(at('exämple.com'));
    for (const domain of [
      'exämple.com',
      'XN--EXMPLE-CUA.com',
      'EXÄMPLE.com',
      'exa\u0308mple.com',
    ]) {
      expect((await login(api.app, at(domain))).statusCode).toBe(200);
      const again = await post(api.app, '/auth/register', newPerson({ email: at(domain) }));
      expect([again.statusCode, again.json().detail]).toEqual([400, 'Email already registered']);
    }
    expect((await login(api.app, at('xn--exmple-cua.com/'))).statusCode).toBe(400);
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

  test('an e-mail is stored with its domain in lower case, and keeps the case before the @', async () => {
    const { user } = await signUp(api.app, newPerson({ email: ' Anna.K@Example.COM ' }));
    expect(user.email).toBe('Anna.K@example.com');
    const asked = await post(api.app, '/auth/verify-email', { email: 'Anna.K@EXAMPLE.com' });
    expect(asked.json()).toEqual({ exists: true });
    const other = await post(api.app, '/auth/verify-email', { email: 'anna.k@example.com' });
    expect(other.json()).toEqual({ exists: false });
  });

  test('outer blanks of a username make no difference, at sign-in either', async () => {
    const person = newPerson();
    const { user } = await signUp(api.app, { ...person, username: ` ${person.username} ` });
    expect(user.username).toBe(person.username);
    expect((await login(api.app, ` ${person.username} `)).statusCode).toBe(200);
    const asked = await post(api.app, '/auth/verify-username', {
      username: ` ${person.username} `,
    });
    expect(asked.json()).toEqual({ exists: true });
  });

  test('sign-in works by e-mail and by username, and returns no user', async () => {
    const person = newPerson();
    await signUp(api.app, person);
    for (const name of [person.email, person.username]) {
      const answer = await login(api.app, name);
      expect(answer.statusCode).toBe(200);
      expect(answer.headers['cache-control']).toBe('no-store');
      expect(Object.keys(answer.json()).sort()).toEqual([
        'access_token',
        'refresh_token',
        'token_type',
      ]);
    }
  });

  test('a username that is the e-mail of another account does not sign in to that account', async () => {
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
    if (isKnown) {
      await signUp(api.app, person);
    }
    const answer = await login(api.app, person.email, 'NotThePassword!');
    expect([answer.statusCode, answer.json()]).toEqual([
      400,
      { detail: 'Incorrect email, username or password' },
    ]);
  });

  test('sign-in as JSON is 422, because the contract requires a form', async () => {
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

  test('verify-email and verify-username say whether a name is taken', async () => {
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
    const { email } = registeredSchema.parse(answer.json()).user;
    const signIn = await api.app.inject({
      method: 'POST',
      url: '/auth/login',
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
      payload: new URLSearchParams({
        grant_type: 'password',
        scope: '',
        username: email,
        password,
      }).toString(),
    });
    expect(signIn.statusCode).toBe(200);
  });

  test('phone_number and type_client may be left out', async () => {
    const { phone_number: _phone, type_client: _type, ...person } = newPerson();
    expect((await post(api.app, '/auth/register', person)).statusCode).toBe(201);
  });
});

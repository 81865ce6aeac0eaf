import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import {
  login,
  newPerson,
  openApi,
  openInstance,
  password,
  post,
  signUp,
  type TestApi,
} from '../support/api.ts';
import { engines } from '../support/engine.ts';

const limits = {
  FREE_ATTEMPTS_PER_ACCOUNT: '3',
  FREE_ATTEMPTS_PER_ADDRESS: '8',
  ATTEMPT_DELAY_SECONDS: '10',
  LONGEST_ATTEMPT_DELAY_SECONDS: '60',
  ATTEMPT_MEMORY_SECONDS: '900',
  ATTEMPTS_PER_ADDRESS_PER_HOUR: '60',
  ATTEMPTS_PER_ACCOUNT_PER_HOUR: '100',
};

describe.each(engines)('limits on %s', (engine) => {
  let api: TestApi;
  beforeAll(async () => {
    api = await openApi(engine, { ...limits, TRUSTED_PROXIES: '127.0.0.1' });
  });
  afterAll(() => api.close());
  beforeEach(async () => {
    await api.database.query('delete from "ATTEMPTS"');
    await api.database.query('delete from "KNOWN_ADDRESSES"');
  });

  async function passTime(seconds: number): Promise<void> {
    await api.database.query(
      `update "ATTEMPTS" set last_at = last_at - make_interval(secs => $1),
         free_at = free_at - make_interval(secs => $1)`,
      [seconds],
    );
  }

  let guesses = 0;

  /** A sign-in with a password that nobody has tried before, or with the one given. */
  function guess(username: string, address: string, app = api.app, secret?: string) {
    guesses += 1;
    return app.inject({
      method: 'POST',
      url: '/auth/login',
      headers: {
        'content-type': 'application/x-www-form-urlencoded',
        'x-forwarded-for': address,
      },
      payload: new URLSearchParams({
        username,
        password: secret ?? `NotThePassword${guesses}`,
      }).toString(),
    });
  }

  const signIn = (username: string, address: string) => guess(username, address, api.app, password);

  async function statusesOf(count: number, ask: (index: number) => ReturnType<typeof guess>) {
    const statuses = [];
    for (let index = 0; index < count; index += 1) {
      statuses.push((await ask(index)).statusCode);
    }
    return statuses;
  }

  const addressOf = (index: number) => `203.0.${Math.floor(index / 250)}.${(index % 250) + 1}`;

  async function waitAfter(attempts: number): Promise<number> {
    for (let index = 0; index < attempts; index += 1) {
      await guess('victim@example.com', '192.0.2.1');
      await passTime(60);
    }
    await guess('victim@example.com', '192.0.2.1');
    const refused = await guess('victim@example.com', '192.0.2.1');
    expect(refused.statusCode).toBe(429);
    return Number(refused.headers['retry-after']);
  }

  test('the free attempts of an address on an account are answered, and the next one has to wait', async () => {
    const statuses = await statusesOf(5, () => guess('victim@example.com', '192.0.2.1'));
    expect(statuses).toEqual([400, 400, 400, 400, 429]);
  });

  test('the delay grows with each attempt up to its limit, and there is no lock', async () => {
    expect(await waitAfter(3)).toBe(10);
    await api.database.query('delete from "ATTEMPTS"');
    expect(await waitAfter(4)).toBe(20);
    await api.database.query('delete from "ATTEMPTS"');
    expect(await waitAfter(12)).toBe(60);
    await passTime(60);
    expect((await guess('victim@example.com', '192.0.2.1')).statusCode).toBe(400);
  });

  test('an attempt that comes too early does not prolong the wait', async () => {
    const wait = await waitAfter(3);
    await statusesOf(5, () => guess('victim@example.com', '192.0.2.1'));
    const refused = await guess('victim@example.com', '192.0.2.1');
    expect(Number(refused.headers['retry-after'])).toBeLessThanOrEqual(wait);
  });

  test('the owner signs in at once from another address, however one guesser tries', async () => {
    const person = newPerson();
    await signUp(api.app, person);
    for (let minute = 0; minute < 30; minute += 1) {
      await guess(person.email, '1.1.1.9');
      expect((await signIn(person.email, '2.2.2.9')).statusCode).toBe(200);
      await passTime(60);
    }
  });

  test('the owner signs in at once from an address of an earlier sign-in, however many guess', async () => {
    const person = newPerson();
    await signUp(api.app, person);
    expect((await signIn(person.username, '2.2.2.9')).statusCode).toBe(200);
    const statuses = await statusesOf(110, (index) => guess(person.email, addressOf(index)));
    expect(statuses.at(-1)).toBe(429);
    expect((await signIn(person.email, '2.2.2.9')).statusCode).toBe(200);
    expect((await signIn(person.email, '2.2.2.10')).statusCode).toBe(429);
  });

  test('guessers with many addresses get at most 100 tries an hour at one account, the right password included', async () => {
    const person = newPerson();
    await signUp(api.app, person);
    const statuses: number[] = [];
    for (let step = 0; step < 60; step += 1) {
      statuses.push(
        ...(await statusesOf(4, (index) => guess(person.email, addressOf(4 * step + index)))),
      );
      await passTime(60);
    }
    const answered = statuses.filter((status) => status === 400).length;
    expect(answered).toBeGreaterThan(50);
    expect(answered).toBeLessThanOrEqual(100);
    const more = await statusesOf(100, (index) => guess(person.email, addressOf(300 + index)));
    expect(more).toContain(429);
    expect((await signIn(person.email, addressOf(500))).statusCode).toBe(429);
  });

  test('an owner who sets a new password by mail signs in at once from there', async () => {
    const person = newPerson();
    await signUp(api.app, person);
    await statusesOf(110, (index) => guess(person.email, addressOf(index)));
    await api.database.query(
      `insert into "PASSWORD_RESETS" (token_hash, user_id, expires_at)
       select sha256('a link'), id, now() + interval '1 hour' from "USERS" where email = $1`,
      [person.email],
    );
    const reset = await api.app.inject({
      method: 'POST',
      url: '/auth/reset-password',
      headers: { 'x-forwarded-for': '2.2.2.11' },
      payload: { token: 'a link', new_password: 'ANewPassword1!' },
    });
    expect(reset.statusCode).toBe(204);
    const answer = await guess(person.email, '2.2.2.11', api.app, 'ANewPassword1!');
    expect(answer.statusCode).toBe(200);
  });

  test('many people behind one address sign in and sign up without slowing each other', async () => {
    const people = Array.from({ length: 40 }, () => newPerson());
    for (const person of people) {
      const answer = await api.app.inject({
        method: 'POST',
        url: '/auth/register',
        headers: { 'x-forwarded-for': '192.0.2.50' },
        payload: person,
      });
      expect(answer.statusCode).toBe(201);
    }
    const answers = await Promise.all(people.map(({ email }) => signIn(email, '192.0.2.50')));
    expect(answers.map(({ statusCode }) => statusCode)).toEqual(people.map(() => 200));
  });

  test('one account signed in to many times at once gets a session each', async () => {
    const person = newPerson();
    await signUp(api.app, person);
    const answers = await Promise.all(
      Array.from({ length: 20 }, () => signIn(person.email, '192.0.2.60')),
    );
    expect(answers.map(({ statusCode }) => statusCode)).toEqual(answers.map(() => 200));
    expect(new Set(answers.map(({ body }) => body)).size).toBe(answers.length);
  });

  test('an address that tries many accounts is slowed down, but no other address', async () => {
    const statuses = [];
    for (let index = 0; index < 10; index += 1) {
      statuses.push((await guess(`someone${index}@example.com`, '198.51.100.1')).statusCode);
    }
    expect(statuses.slice(-3)).toEqual([400, 429, 429]);
    expect((await guess('someone@example.com', '198.51.100.2')).statusCode).toBe(400);
  });

  test.each([
    [['2001:db8::1', '2001:DB8:0:0::2', '2001:0db8:0000:0000:1::', '2001:db8::0:0:0:9']],
    [['::ffff:70.0.0.9', '::ffff:4600:9', '::FFFF:46.0.0.9'.replace('46', '70'), '70.0.0.9']],
  ])('the spellings %j count as one address', async (spellings) => {
    const statuses = await statusesOf(9, (index) =>
      guess(`someone${index}@example.com`, spellings[index % spellings.length] ?? ''),
    );
    expect(statuses.slice(0, 8)).toEqual(Array.from({ length: 8 }, () => 400));
    expect(statuses[8]).toBe(429);
  });

  test('addresses of one IPv6 network count as one', async () => {
    for (let index = 0; index < 9; index += 1) {
      await guess(`someone${index}@example.com`, `2001:db8::${index + 1}`);
    }
    expect((await guess('one@example.com', '2001:db8::ffff')).statusCode).toBe(429);
    expect((await guess('one@example.com', '2001:db8:0:1::1')).statusCode).toBe(400);
  });

  test('IPv4 addresses that a dual-stack socket writes as IPv6 count apart', async () => {
    for (let index = 0; index < 9; index += 1) {
      await guess(`someone${index}@example.com`, '::ffff:192.0.2.1');
    }
    expect((await guess('one@example.com', '192.0.2.1')).statusCode).toBe(429);
    expect((await guess('one@example.com', '::ffff:192.0.2.2')).statusCode).toBe(400);
  });

  test('parallel attempts get no more than the free attempts', async () => {
    const answers = await Promise.all(
      Array.from({ length: 20 }, () => guess('victim@example.com', '192.0.2.1')),
    );
    expect(answers.filter((answer) => answer.statusCode === 400)).toHaveLength(4);
  });

  test('e-mail and username of one account share its attempts', async () => {
    const person = newPerson();
    await signUp(api.app, person);
    for (const name of [person.email, person.username, person.email, person.username]) {
      await guess(name, '192.0.2.1');
    }
    expect((await guess(person.username, '192.0.2.1')).statusCode).toBe(429);
  });

  test('blanks around a name and the case of its domain do not give it more attempts', async () => {
    const person = newPerson();
    await signUp(api.app, person);
    const spellings = [
      person.email,
      ` ${person.email}\t`,
      person.email.replace('example.com', 'EXAMPLE.Com'),
      ` ${person.username} `,
    ];
    const statuses = await statusesOf(5, (index) => guess(spellings[index % 4] ?? '', '192.0.2.1'));
    expect(statuses).toEqual([400, 400, 400, 400, 429]);
  });

  test('behind a trusted proxy only the address that it added counts, not those a client forged', async () => {
    const statuses = await statusesOf(9, (index) =>
      guess(`someone${index}@example.com`, `203.0.113.${index}, 192.0.2.1`),
    );
    expect(statuses.slice(0, 8)).not.toContain(429);
    expect(statuses[8]).toBe(429);
    expect((await guess('one@example.com', '192.0.2.1, 198.51.100.7')).statusCode).toBe(400);
  });

  test('a successful sign-in gives all attempts back', async () => {
    const person = newPerson();
    await signUp(api.app, person);
    for (let round = 0; round < 12; round += 1) {
      expect((await login(api.app, person.email)).statusCode).toBe(200);
    }
  });

  test('attempts are counted across instances and survive a restart', async () => {
    for (let index = 0; index < 4; index += 1) {
      await guess('victim@example.com', '127.0.0.1');
    }
    const other = await openInstance(api.database, limits);
    expect((await login(other.app, 'victim@example.com')).statusCode).toBe(429);
    await other.close();
  });

  test('the count starts again after a quiet time', async () => {
    await waitAfter(3);
    await passTime(15 * 60 + 60);
    const statuses = [];
    for (let index = 0; index < 4; index += 1) {
      statuses.push((await guess('victim@example.com', '192.0.2.1')).statusCode);
    }
    expect(statuses).toEqual([400, 400, 400, 400]);
  });

  test('without trusted proxies a forwarded address is ignored', async () => {
    const direct = await openInstance(api.database, limits);
    const statuses = [];
    for (let index = 0; index < 10; index += 1) {
      const answer = await guess(`someone${index}@example.com`, `192.0.2.${index}`, direct.app);
      statuses.push(answer.statusCode);
    }
    expect(statuses.slice(-3)).toEqual([400, 429, 429]);
    await direct.close();
  });

  test('asking whether a name is taken uses up no attempts to sign in', async () => {
    for (let index = 0; index < 6; index += 1) {
      await post(api.app, '/auth/verify-email', { email: 'victim@example.com' });
    }
    expect((await guess('victim@example.com', '192.0.2.1')).statusCode).toBe(400);
  });

  test('what is too old to count is removed', async () => {
    await guess('victim@example.com', '192.0.2.1');
    await passTime(15 * 60 + 60);
    await guess('another@example.com', '192.0.2.2');
    const cleaner = await openInstance(api.database, {
      ...limits,
      CLEANUP_INTERVAL_SECONDS: '1',
    });
    await expect
      .poll(() => api.database.query('select from "ATTEMPTS"'), { timeout: 60_000 })
      .toHaveLength(3);
    await cleaner.close();
  });

  test.each([
    ['/auth/register', newPerson({ username: 'x'.repeat(255) })],
    ['/auth/forgot-password', 'victim@example.com'],
    ['/auth/verify-email', { email: 'victim@example.com' }],
    ['/auth/verify-username', { username: 'victim' }],
  ])('%s is limited too, and says how long to wait', async (path, body) => {
    let answer = await post(api.app, path, body);
    for (let index = 0; index < 5; index += 1) {
      answer = await post(api.app, path, body);
    }
    expect(answer.statusCode).toBe(429);
    expect(Number(answer.headers['retry-after'])).toBeGreaterThan(0);
    expect(answer.json()).toEqual({ detail: 'Too many attempts, try again later' });
  });

  test.each([
    ['/auth/forgot-password', (index: number) => `someone${index}@example.com`],
    ['/auth/verify-email', (index: number) => ({ email: `someone${index}@example.com` })],
    ['/auth/verify-username', (index: number) => ({ username: `someone${index}` })],
  ] as const)('%s is limited by address too, for any account', async (path, bodyOf) => {
    const statuses = [];
    for (let index = 0; index < 10; index += 1) {
      statuses.push((await post(api.app, path, bodyOf(index))).statusCode);
    }
    expect(statuses.slice(0, 8)).not.toContain(429);
    expect(statuses[8]).toBe(429);
  });

  test('an address that signs up with taken names is slowed down, because it learns who has an account', async () => {
    const person = newPerson();
    await signUp(api.app, person);
    const statuses = await statusesOf(10, (index) =>
      post(api.app, '/auth/register', newPerson({ username: person.username, name: `x${index}` })),
    );
    expect(statuses.slice(0, 8)).not.toContain(429);
    expect(statuses[8]).toBe(429);
  });

  test('one of our own servers, which passes on requests of many people, is not limited by address', async () => {
    const site = await openInstance(api.database, { ...limits, OWN_SERVERS: '127.0.0.0/8' });
    const statuses = await statusesOf(20, (index) =>
      post(site.app, '/auth/forgot-password', `someone${index}@example.com`),
    );
    expect(new Set(statuses)).toEqual(new Set([204]));
    await site.close();
  });

  test('one e-mail address gets few mails an hour, which no answer shows', async () => {
    const person = newPerson();
    await signUp(api.app, person);
    const statuses = await statusesOf(12, (index) =>
      api.app.inject({
        method: 'POST',
        url: '/auth/forgot-password',
        headers: { 'content-type': 'application/json', 'x-forwarded-for': addressOf(index) },
        payload: JSON.stringify(person.email),
      }),
    );
    expect(new Set(statuses)).toEqual(new Set([204]));
    const links = () =>
      api.database.query(
        `select from "PASSWORD_RESETS" r join "USERS" u on u.id = r.user_id where u.email = $1`,
        [person.email],
      );
    await expect.poll(links, { timeout: 60_000 }).toHaveLength(5);
  });

  test('the database does not show who tried', async () => {
    await guess('victim@example.com', '192.0.2.77');
    const rows = await api.database.query<{ readonly text: string }>(
      'select a::text as text from "ATTEMPTS" a',
    );
    const text = JSON.stringify(rows);
    // A mail of the test before may still be counted.
    expect(rows.length).toBeGreaterThanOrEqual(3);
    expect(text).not.toContain('victim');
    expect(text).not.toContain(Buffer.from('victim').toString('hex'));
  });
});

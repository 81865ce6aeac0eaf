import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import {
  login,
  newPerson,
  openApi,
  openInstance,
  post,
  signUp,
  type TestApi,
} from './support/api.ts';
import { engines } from './support/engine.ts';

const limits = {
  FREE_ATTEMPTS_PER_ACCOUNT: '3',
  FREE_ATTEMPTS_PER_ADDRESS: '8',
  ATTEMPT_DELAY_SECONDS: '10',
  LONGEST_ATTEMPT_DELAY_SECONDS: '60',
};

describe.each(engines)('limits on %s', (engine) => {
  let api: TestApi;
  beforeAll(async () => {
    api = await openApi(engine, { ...limits, TRUSTED_PROXIES: '127.0.0.1' });
  });
  afterAll(() => api.close());
  beforeEach(async () => {
    await api.database.query('delete from "ATTEMPTS"');
  });

  async function passTime(seconds: number): Promise<void> {
    await api.database.query(
      `update "ATTEMPTS" set last_at = last_at - make_interval(secs => $1),
         free_at = free_at - make_interval(secs => $1)`,
      [seconds],
    );
  }

  function guess(username: string, address: string, app = api.app) {
    return app.inject({
      method: 'POST',
      url: '/auth/login',
      headers: {
        'content-type': 'application/x-www-form-urlencoded',
        'x-forwarded-for': address,
      },
      payload: new URLSearchParams({ username, password: 'NotThePassword!' }).toString(),
    });
  }

  async function waitAfter(attempts: number): Promise<number> {
    for (let index = 0; index < attempts; index += 1) {
      await guess('victim@example.com', `192.0.2.${index}`);
      await passTime(60);
    }
    await guess('victim@example.com', '192.0.2.200');
    const refused = await guess('victim@example.com', '192.0.2.201');
    expect(refused.statusCode).toBe(429);
    return Number(refused.headers['retry-after']);
  }

  test('the free attempts on an account are answered, the next one waits', async () => {
    const statuses = [];
    for (let index = 0; index < 5; index += 1) {
      statuses.push((await guess('victim@example.com', `192.0.2.${index}`)).statusCode);
    }
    expect(statuses).toEqual([400, 400, 400, 400, 429]);
  });

  test('the delay grows with each attempt up to its limit, and there is no lock', async () => {
    expect(await waitAfter(3)).toBe(10);
    await api.database.query('delete from "ATTEMPTS"');
    expect(await waitAfter(4)).toBe(20);
    await api.database.query('delete from "ATTEMPTS"');
    expect(await waitAfter(12)).toBe(60);
    await passTime(60);
    expect((await guess('victim@example.com', '192.0.2.202')).statusCode).toBe(400);
  });

  test('an attempt that comes too early does not prolong the wait', async () => {
    const wait = await waitAfter(3);
    for (let index = 0; index < 5; index += 1) await guess('victim@example.com', '192.0.2.9');
    const refused = await guess('victim@example.com', '192.0.2.10');
    expect(Number(refused.headers['retry-after'])).toBeLessThanOrEqual(wait);
  });

  test('an address that tries many accounts is slowed down, another one is not', async () => {
    const statuses = [];
    for (let index = 0; index < 10; index += 1) {
      statuses.push((await guess(`someone${index}@example.com`, '198.51.100.1')).statusCode);
    }
    expect(statuses.slice(-2)).toEqual([400, 429]);
    expect((await guess('someone@example.com', '198.51.100.2')).statusCode).toBe(400);
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

  test('parallel attempts do not share the free places', async () => {
    const answers = await Promise.all(
      Array.from({ length: 20 }, (_, index) => guess('victim@example.com', `192.0.2.${index}`)),
    );
    expect(answers.filter((answer) => answer.statusCode === 400)).toHaveLength(4);
  });

  test('e-mail and username of one account share its attempts', async () => {
    const person = newPerson();
    await signUp(api.app, person);
    for (const name of [person.email, person.username, person.email, person.username]) {
      await guess(name, '192.0.2.1');
    }
    expect((await guess(person.username, '192.0.2.2')).statusCode).toBe(429);
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
      await guess('victim@example.com', `192.0.2.${index}`);
    }
    const other = await openInstance(api.database, limits);
    expect((await login(other.app, 'victim@example.com')).statusCode).toBe(429);
    await other.close();
  });

  test('after a quiet while the count starts anew', async () => {
    await waitAfter(3);
    await passTime(15 * 60 + 60);
    const statuses = [];
    for (let index = 0; index < 4; index += 1) {
      statuses.push((await guess('victim@example.com', '192.0.2.1')).statusCode);
    }
    expect(statuses).toEqual([400, 400, 400, 400]);
  });

  test('without trusted proxies a forwarded address makes nobody somebody else', async () => {
    const direct = await openInstance(api.database, limits);
    const statuses = [];
    for (let index = 0; index < 10; index += 1) {
      const answer = await guess(`someone${index}@example.com`, `192.0.2.${index}`, direct.app);
      statuses.push(answer.statusCode);
    }
    expect(statuses.slice(-2)).toEqual([400, 429]);
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
    const cleaner = await openInstance(api.database, { CLEANUP_INTERVAL_SECONDS: '1' });
    await expect
      .poll(() => api.database.query('select from "ATTEMPTS"'), { timeout: 60_000 })
      .toHaveLength(2);
    await cleaner.close();
  });

  test.each([
    ['/auth/register', newPerson()],
    ['/auth/forgot-password', 'victim@example.com'],
    ['/auth/verify-email', { email: 'victim@example.com' }],
    ['/auth/verify-username', { username: 'victim' }],
  ])('%s is limited as well, and says for how long', async (path, body) => {
    let answer = await post(api.app, path, body);
    for (let index = 0; index < 5; index += 1) answer = await post(api.app, path, body);
    expect(answer.statusCode).toBe(429);
    expect(Number(answer.headers['retry-after'])).toBeGreaterThan(0);
    expect(answer.json()).toEqual({ detail: 'Too many attempts, try again later' });
  });

  test.each([
    ['/auth/register', (index: number) => newPerson({ email: `new${index}@example.com` })],
    ['/auth/forgot-password', (index: number) => `someone${index}@example.com`],
    ['/auth/verify-email', (index: number) => ({ email: `someone${index}@example.com` })],
    ['/auth/verify-username', (index: number) => ({ username: `someone${index}` })],
  ] as const)('%s is limited by address too, whatever the account', async (path, bodyOf) => {
    const statuses = [];
    for (let index = 0; index < 10; index += 1) {
      statuses.push((await post(api.app, path, bodyOf(index))).statusCode);
    }
    expect(statuses.slice(0, 9)).not.toContain(429);
    expect(statuses[9]).toBe(429);
  });

  test('who tried can not be read from the database', async () => {
    await guess('victim@example.com', '192.0.2.77');
    const rows = await api.database.query<{ readonly text: string }>(
      'select a::text as text from "ATTEMPTS" a',
    );
    const text = JSON.stringify(rows);
    expect(rows.length).toBe(2);
    expect(text).not.toContain('victim');
    expect(text).not.toContain(Buffer.from('victim').toString('hex'));
  });
});

import { describe, expect, test } from 'vitest';
import { newPerson, post, signUp } from '../support/api.ts';
import { engines } from '../support/engine.ts';
import { addressOf, limitedApi, statusesOf } from './limited-api.ts';

describe.each(engines)('limits of calls without a password on %s', (engine) => {
  const { api, guess } = limitedApi(engine);

  test('asking whether a name is taken uses up no attempts to sign in', async () => {
    for (let index = 0; index < 6; index += 1) {
      await post(api().app, '/auth/verify-email', { email: 'victim@example.com' });
    }
    expect((await guess('victim@example.com', '192.0.2.1')).statusCode).toBe(400);
  });

  test.each([
    ['/auth/register', newPerson({ username: 'x'.repeat(255) })],
    ['/auth/forgot-password', 'victim@example.com'],
    ['/auth/verify-email', { email: 'victim@example.com' }],
    ['/auth/verify-username', { username: 'victim' }],
  ])('%s is limited too, and says how long to wait', async (path, body) => {
    let answer = await post(api().app, path, body);
    for (let index = 0; index < 5; index += 1) {
      answer = await post(api().app, path, body);
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
      statuses.push((await post(api().app, path, bodyOf(index))).statusCode);
    }
    expect(statuses.slice(0, 8)).not.toContain(429);
    expect(statuses[8]).toBe(429);
  });

  test('an address that signs up with taken names is slowed down, because it learns who has an account', async () => {
    const person = newPerson();
    await signUp(api().app, person);
    const statuses = await statusesOf(10, (index) =>
      post(
        api().app,
        '/auth/register',
        newPerson({ username: person.username, name: `x${index}` }),
      ),
    );
    expect(statuses.slice(0, 8)).not.toContain(429);
    expect(statuses[8]).toBe(429);
  });

  test('one e-mail address gets few mails an hour, which no answer shows', async () => {
    const person = newPerson();
    const emails = [person.email, person.email.replace('jean', 'JEAN')];
    for (const email of emails) {
      await signUp(api().app, newPerson({ email }));
    }
    const statuses = await statusesOf(12, (index) =>
      api().app.inject({
        method: 'POST',
        url: '/auth/forgot-password',
        headers: { 'content-type': 'application/json', 'x-forwarded-for': addressOf(index) },
        payload: JSON.stringify(emails[index % emails.length]),
      }),
    );
    expect(new Set(statuses)).toEqual(new Set([204]));
    const links = () =>
      api().database.query(
        `select from "PASSWORD_RESETS" r join "USERS" u on u.id = r.user_id where lower(u.email) = $1`,
        [person.email],
      );
    await expect.poll(links, { timeout: 60_000 }).toHaveLength(5);
  });
});

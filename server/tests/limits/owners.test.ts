import { describe, expect, test } from 'vitest';
import { login, newPerson, signUp } from '../support/api.ts';
import { engines } from '../support/engine.ts';
import { addressOf, limitedApi, statusesOf } from './limited-api.ts';

describe.each(engines)('honest sign-ins on %s', (engine) => {
  const { api, guess, passTime, signIn } = limitedApi(engine);

  test('the owner signs in at once from another address, however one guesser tries', async () => {
    const person = newPerson();
    await signUp(api().app, person);
    for (let minute = 0; minute < 30; minute += 1) {
      await guess(person.email, '1.1.1.9');
      expect((await signIn(person.email, '2.2.2.9')).statusCode).toBe(200);
      await passTime(60);
    }
  });

  test('the owner signs in at once from an address of an earlier sign-in, however many guess', async () => {
    const person = newPerson();
    await signUp(api().app, person);
    expect((await signIn(person.username, '2.2.2.9')).statusCode).toBe(200);
    const statuses = await statusesOf(110, (index) => guess(person.email, addressOf(index)));
    expect(statuses.at(-1)).toBe(429);
    expect((await signIn(person.email, '2.2.2.9')).statusCode).toBe(200);
    expect((await signIn(person.email, '2.2.2.10')).statusCode).toBe(429);
  });

  test('an owner who sets a new password by mail signs in at once from there', async () => {
    const person = newPerson();
    await signUp(api().app, person);
    await statusesOf(110, (index) => guess(person.email, addressOf(index)));
    await api().database.query(
      `insert into "PASSWORD_RESETS" (token_hash, user_id, expires_at)
       select sha256('a link'), id, now() + interval '1 hour' from "USERS" where email = $1`,
      [person.email],
    );
    const reset = await api().app.inject({
      method: 'POST',
      url: '/auth/reset-password',
      headers: { 'x-forwarded-for': '2.2.2.11' },
      payload: { token: 'a link', new_password: 'ANewPassword1!' },
    });
    expect(reset.statusCode).toBe(204);
    const answer = await guess(person.email, '2.2.2.11', api().app, 'ANewPassword1!');
    expect(answer.statusCode).toBe(200);
  });

  test('many people behind one address sign in and sign up without slowing each other', async () => {
    const people = Array.from({ length: 40 }, () => newPerson());
    for (const person of people) {
      const answer = await api().app.inject({
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
    await signUp(api().app, person);
    const answers = await Promise.all(
      Array.from({ length: 20 }, () => signIn(person.email, '192.0.2.60')),
    );
    expect(answers.map(({ statusCode }) => statusCode)).toEqual(answers.map(() => 200));
    expect(new Set(answers.map(({ body }) => body)).size).toBe(answers.length);
  });

  test('a successful sign-in gives all attempts back', async () => {
    const person = newPerson();
    await signUp(api().app, person);
    for (let round = 0; round < 12; round += 1) {
      expect((await login(api().app, person.email)).statusCode).toBe(200);
    }
  });
});

import { describe, expect, test } from 'vitest';
import { login, newPerson, openInstance, signUp } from '../support/api.ts';
import { engines } from '../support/engine.ts';
import { addressOf, limitedApi, limits, statusesOf } from './limited-api.ts';

describe.each(engines)('guesses at one account on %s', (engine) => {
  const { api, guess, passTime, signIn } = limitedApi(engine);

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
    await api().database.query('delete from "ATTEMPTS"');
    expect(await waitAfter(4)).toBe(20);
    await api().database.query('delete from "ATTEMPTS"');
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

  test('guessers with many addresses get at most 100 tries an hour at one account, the right password included', async () => {
    const person = newPerson();
    await signUp(api().app, person);
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

  test('parallel attempts get no more than the free attempts', async () => {
    const answers = await Promise.all(
      Array.from({ length: 20 }, () => guess('victim@example.com', '192.0.2.1')),
    );
    expect(answers.filter((answer) => answer.statusCode === 400)).toHaveLength(4);
  });

  test('e-mail and username of one account share its attempts', async () => {
    const person = newPerson();
    await signUp(api().app, person);
    for (const name of [person.email, person.username, person.email, person.username]) {
      await guess(name, '192.0.2.1');
    }
    expect((await guess(person.username, '192.0.2.1')).statusCode).toBe(429);
  });

  test('blanks around a name and the case of its domain do not give it more attempts', async () => {
    const person = newPerson();
    await signUp(api().app, person);
    const spellings = [
      person.email,
      ` ${person.email}\t`,
      person.email.replace('example.com', 'EXAMPLE.Com'),
      ` ${person.username} `,
    ];
    const statuses = await statusesOf(5, (index) => guess(spellings[index % 4] ?? '', '192.0.2.1'));
    expect(statuses).toEqual([400, 400, 400, 400, 429]);
  });

  test('attempts are counted across instances and survive a restart', async () => {
    for (let index = 0; index < 4; index += 1) {
      await guess('victim@example.com', '127.0.0.1');
    }
    const other = await openInstance(api().database, limits);
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

  test('what is too old to count is removed', async () => {
    await guess('victim@example.com', '192.0.2.1');
    await passTime(15 * 60 + 60);
    await guess('another@example.com', '192.0.2.2');
    const cleaner = await openInstance(api().database, {
      ...limits,
      CLEANUP_INTERVAL_SECONDS: '1',
    });
    await expect
      .poll(() => api().database.query('select from "ATTEMPTS"'), { timeout: 60_000 })
      .toHaveLength(3);
    await cleaner.close();
  });

  test('the database does not show who tried', async () => {
    await guess('victim@example.com', '192.0.2.77');
    const rows = await api().database.query<{ readonly text: string }>(
      'select a::text as text from "ATTEMPTS" a',
    );
    const text = JSON.stringify(rows);
    expect(rows).toHaveLength(3);
    expect(text).not.toContain('victim');
    expect(text).not.toContain(Buffer.from('victim').toString('hex'));
  });
});

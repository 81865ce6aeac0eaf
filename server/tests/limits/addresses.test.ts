import { describe, expect, test } from 'vitest';
import { openInstance, post } from '../support/api.ts';
import { engines } from '../support/engine.ts';
import { limitedApi, limits, statusesOf } from './limited-api.ts';

describe.each(engines)('the address that attempts are counted by, on %s', (engine) => {
  const { api, guess } = limitedApi(engine);

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
    [['192.0.2.7:1024', '192.0.2.7:2048', '192.0.2.7', '::ffff:192.0.2.7', '[::ffff:c000:207]:9']],
    [['[2001:db8:9::1]:443', '[2001:db8:9::2]', '2001:db8:9::3', '2001:db8:9::4%eth0']],
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

  test('behind a trusted proxy only the address that it added counts, not those a client forged', async () => {
    const statuses = await statusesOf(9, (index) =>
      guess(`someone${index}@example.com`, `203.0.113.${index}, 192.0.2.1`),
    );
    expect(statuses.slice(0, 8)).not.toContain(429);
    expect(statuses[8]).toBe(429);
    expect((await guess('one@example.com', '192.0.2.1, 198.51.100.7')).statusCode).toBe(400);
  });

  test('without trusted proxies a forwarded address is ignored', async () => {
    const direct = await openInstance(api().database, limits);
    const statuses = [];
    for (let index = 0; index < 10; index += 1) {
      const answer = await guess(`someone${index}@example.com`, `192.0.2.${index}`, direct.app);
      statuses.push(answer.statusCode);
    }
    expect(statuses.slice(-3)).toEqual([400, 429, 429]);
    await direct.close();
  });

  test('one of our own servers, which passes on requests of many people, is not limited by address', async () => {
    const site = await openInstance(api().database, { ...limits, OWN_SERVERS: '127.0.0.0/8' });
    const statuses = await statusesOf(20, (index) =>
      post(site.app, '/auth/forgot-password', `someone${index}@example.com`),
    );
    expect(new Set(statuses)).toEqual(new Set([204]));
    await site.close();
  });
});

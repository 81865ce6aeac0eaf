import { availableParallelism } from 'node:os';
import { describe, expect, test } from 'vitest';
import { createHashThreads } from '../../src/accounts/passwords/hash-threads.ts';
import { createPasswordHasher } from '../../src/accounts/passwords/password-hasher.ts';
import { interleave, rankAlarm, rankDistance } from '../support/timing.ts';

const cost = 4;

const { hash: hashOnThread } = createHashThreads(1);
const hashOf = (password: string, atCost = cost): Promise<string> =>
  hashOnThread({ password: Buffer.from(password), cost: atCost });

describe('password hasher', () => {
  test('the same password typed in another Unicode form is the same password', async () => {
    const stored = await hashOf('caf\u00e9-au-lait');
    const { verify } = createPasswordHasher({ cost, queueLength: 0 });
    expect(await verify('cafe\u0301-au-lait', stored)).toEqual({ ok: true, value: true });
  });

  // As libxcrypt makes them, which PHP and Python use.
  test.each([
    ['$2a$05$CCCCCCCCCCCCCCCCCCCCC.E5YPO9kmyuRGyh0XouQYb4YMJKvyOeW', 'U*U'],
    ['$2y$05$CCCCCCCCCCCCCCCCCCCCC.E5YPO9kmyuRGyh0XouQYb4YMJKvyOeW', 'U*U'],
    ['$2b$05$CCCCCCCCCCCCCCCCCCCCC.FJj9w2dMxG/OMSU5q.D3h/cEq6ERrnu', 'pässword'],
  ])('a hash that another library made (%s) is accepted', async (stored, secret) => {
    const { verify } = createPasswordHasher({ cost, queueLength: 0 });
    expect(await verify(secret, stored)).toEqual({ ok: true, value: true });
    expect(await verify(`${secret}x`, stored)).toEqual({ ok: true, value: false });
  });

  test('no password matches the hash that stands for an unknown user', async () => {
    const { verify } = createPasswordHasher({ cost, queueLength: 0 });
    expect(await verify('', null)).toEqual({ ok: true, value: false });
    expect(await verify('anything', null)).toEqual({ ok: true, value: false });
  });

  test.each([
    ['of a lower cost', (hash: string) => hash],
    ['of an account brought over', (hash: string) => `as-typed:${hash}`],
    ['that can not be read', () => '!'],
  ])(
    'a wrong password takes as long for a hash %s as for an unknown user',
    async (_name, change) => {
      // Each hash has a fixed part beside its rounds: at a low cost, two of them can be told from one.
      const stored = change(await hashOf('right', 8));
      const { verify } = createPasswordHasher({ cost: 9, queueLength: 0 });
      const [known, unknown] = await interleave(30, [
        () => verify('wrong', stored),
        () => verify('wrong', null),
      ]);
      expect(Math.abs(rankDistance(known, unknown))).toBeLessThan(rankAlarm);
    },
  );

  test.each(['!', '', 'plain text', `$2b$31$${'.'.repeat(53)}`, `$2x$05$${'.'.repeat(53)}`])(
    'no password is right for "%s"',
    async (stored) => {
      const { verify, renew } = createPasswordHasher({ cost, queueLength: 0 });
      expect(await verify(stored, stored)).toEqual({ ok: true, value: false });
      expect(await renew(stored, stored)).toBeNull();
    },
  );

  test('more than one hash per core and a full queue is refused as busy, and all others succeed', async () => {
    const { hash } = createPasswordHasher({ cost, queueLength: 3 });
    const places = availableParallelism() + 3;
    const answers = await Promise.all(Array.from({ length: places + 5 }, () => hash('x')));
    expect(answers.map((answer) => answer.ok)).toEqual([
      ...Array.from({ length: places }, () => true),
      ...Array.from({ length: 5 }, () => false),
    ]);
    expect((await hash('x')).ok).toBe(true);
  });

  test('a hash of a lower cost is renewed, one of the same cost is not', async () => {
    const { renew } = createPasswordHasher({ cost: 5, queueLength: 0 });
    expect(await renew('x', await hashOf('x', 4))).toEqual({
      ok: true,
      value: expect.stringMatching(/^\$2b\$05\$/),
    });
    expect(await renew('x', await hashOf('x', 5))).toBeNull();
  });
});

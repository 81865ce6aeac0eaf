import { describe, expect, it } from 'vitest';
import { isUsable, readAccessToken } from '../../../../../src/main/auth/tokens/access-token.ts';

const now = Date.UTC(2026, 0, 15, 12);
const nowSeconds = now / 1_000;

function token(claims: unknown): string {
  return `e30.${Buffer.from(JSON.stringify(claims)).toString('base64url')}.signature`;
}

describe('the life of an access token', () => {
  it.each([
    ['of 900 s', { iat: nowSeconds, exp: nowSeconds + 900 }, 900, 810],
    ['of 100 s', { iat: nowSeconds, exp: nowSeconds + 100 }, 100, 80],
    ['that came late', { iat: nowSeconds - 100, exp: nowSeconds + 800 }, 800, 710],
    ['without iat', { exp: nowSeconds + 100 }, 100, 80],
    ['with an iat after exp', { iat: nowSeconds + 200, exp: nowSeconds + 100 }, 100, 80],
    ['with an iat that is exp', { iat: nowSeconds + 100, exp: nowSeconds + 100 }, 100, 80],
    ['with text for an iat', { iat: String(nowSeconds - 900), exp: nowSeconds + 100 }, 100, 80],
    ['that expires as it arrives', { iat: nowSeconds - 900, exp: nowSeconds }, 900, 810],
    [
      'that a clock which is 2 h behind received',
      { iat: nowSeconds + 7_200, exp: nowSeconds + 8_100 },
      900,
      810,
    ],
    ['that expired when it was new', { iat: nowSeconds - 900, exp: nowSeconds - 1 }, 899, 809],
  ])('is read from a token %s', (_name, claims, expires, renew) => {
    const read = readAccessToken(token(claims), now);
    expect(read.expiresAt).toBe(now + expires * 1_000);
    expect(read.renewAt).toBe(now + renew * 1_000);
  });

  it.each([
    ['opaque', 'not-a-jwt'],
    ['a JWT without exp', token({ sub: '1' })],
    ['a JWT with words for exp', token({ exp: 'tomorrow' })],
    ['a JWT with text for exp', token({ exp: String(nowSeconds + 900) })],
    ['a JWT with a negative exp', token({ iat: -10, exp: -20 })],
    ['a JWT with null for a payload', token(null)],
    ['a JWT with a number for a payload', token(7)],
    ['a JWT with a list for a payload', token([])],
    ['expired when new, and without iat', token({ exp: nowSeconds - 10 })],
    ['expired as it arrives, and without iat', token({ exp: nowSeconds })],
  ])('is unknown if it is %s', (_name, value) => {
    expect(readAccessToken(value, now)).toEqual({ value, expiresAt: null, renewAt: null });
  });
});

describe('an access token', () => {
  const known = readAccessToken(token({ iat: nowSeconds, exp: nowSeconds + 900 }), now);
  const opaque = readAccessToken('opaque', now);

  it('is usable until the moment it expires', () => {
    expect([isUsable(known, now + 899_999), isUsable(known, now + 900_000)]).toEqual([true, false]);
    expect([isUsable(opaque, now + 10 ** 12), isUsable(null, now)]).toEqual([true, false]);
  });
});

import { createHmac, generateKeyPairSync, sign } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { me, openApi, signUp, type TestApi } from '../support/api.ts';
import { engines } from '../support/engine.ts';

type Part = Readonly<Record<string, unknown>>;

const encode = (part: Part) => Buffer.from(JSON.stringify(part)).toString('base64url');

const now = () => Math.floor(Date.now() / 1000);

describe.each(engines)('access tokens on %s', (engine) => {
  let api: TestApi;
  let header: Part;
  let claims: Part;
  beforeAll(async () => {
    api = await openApi(engine);
    const token = (await signUp(api.app)).access_token;
    [header, claims] = token
      .split('.', 2)
      .map((part) => JSON.parse(Buffer.from(part, 'base64url').toString()) as Part) as [Part, Part];
  });
  afterAll(() => api.close());

  /** Signed with the server's own key, so that only what was changed can be the reason. */
  function forge(change: { header?: Part; claims?: Part } = {}, hash = 'sha256'): string {
    const text = `${encode({ ...header, ...change.header })}.${encode({ ...claims, ...change.claims })}`;
    const mac = createHmac(hash, api.keys.accessTokens).update(text).digest('base64url');
    return `${text}.${mac}`;
  }

  const statusFor = async (token: string) => (await me(api.app, token)).statusCode;

  test('the forger of these tests makes good tokens when nothing is changed', async () => {
    expect(await statusFor(forge())).toBe(200);
  });

  test('live 15 minutes and name issuer, audience, user and session', () => {
    expect(header).toEqual({ alg: 'HS256', typ: 'at+jwt' });
    expect(Number(claims['exp']) - Number(claims['iat'])).toBe(900);
    expect(Object.keys(claims).sort()).toEqual(['aud', 'exp', 'iat', 'iss', 'sid', 'sub']);
  });

  test.each<[string, { header?: Part; claims?: Part }]>([
    ['another issuer', { claims: { iss: 'someone-else' } }],
    ['no issuer', { claims: { iss: undefined } }],
    ['another audience', { claims: { aud: 'someone-else' } }],
    ['no audience', { claims: { aud: undefined } }],
    ['an expiry in the past', { claims: { exp: now() - 1 } }],
    ['an expiry as a string', { claims: { exp: String(now() + 900) } }],
    ['no expiry', { claims: { exp: undefined } }],
    ['an expiry that is null', { claims: { exp: null } }],
    ['another type', { header: { typ: 'JWT' } }],
    ['no type', { header: { typ: undefined } }],
    ['no subject', { claims: { sub: undefined } }],
    ['a subject that is no string', { claims: { sub: 1 } }],
    ['no session', { claims: { sid: undefined } }],
    ['a session that is no id', { claims: { sid: "' or true --" } }],
    ['a session nobody opened', { claims: { sid: '00000000-0000-4000-8000-000000000000' } }],
    ['a start in the future', { claims: { nbf: now() + 900 } }],
    ['a critical extension', { header: { crit: ['made-up'], 'made-up': 1 } }],
    ['the algorithm none in its header', { header: { alg: 'none' } }],
    ['the algorithm HS512 in its header', { header: { alg: 'HS512' } }],
  ])('with %s are refused', async (_case, change) => {
    expect(await statusFor(forge(change))).toBe(401);
  });

  test('signed with HS512 and saying so are refused', async () => {
    expect(await statusFor(forge({ header: { alg: 'HS512' } }, 'sha512'))).toBe(401);
  });

  test.each(['none', 'None', 'NONE'])('unsigned with the algorithm %s are refused', async (alg) => {
    expect(await statusFor(`${encode({ ...header, alg })}.${encode(claims)}.`)).toBe(401);
  });

  test('signed with RS256 are refused', async () => {
    const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
    const text = `${encode({ ...header, alg: 'RS256' })}.${encode(claims)}`;
    const signature = sign('sha256', Buffer.from(text), privateKey).toString('base64url');
    expect(await statusFor(`${text}.${signature}`)).toBe(401);
  });

  test('signed with another key are refused', async () => {
    const text = `${encode(header)}.${encode(claims)}`;
    const mac = createHmac('sha256', 'another key').update(text).digest('base64url');
    expect(await statusFor(`${text}.${mac}`)).toBe(401);
  });

  test('with altered claims under the old signature are refused', async () => {
    const [, , mac] = forge().split('.');
    expect(await statusFor(`${encode(header)}.${encode({ ...claims, sub: '2' })}.${mac}`)).toBe(
      401,
    );
  });

  test('of 1 MB are refused', async () => {
    expect(await statusFor(forge({ claims: { padding: 'x'.repeat(1024 * 1024) } }))).toBe(200);
    expect(await statusFor('x'.repeat(1024 * 1024))).toBe(401);
  });
});

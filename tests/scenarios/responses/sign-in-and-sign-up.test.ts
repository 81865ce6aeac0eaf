import { describe, expect, it, vi } from 'vitest';
import { createSetup, start } from '../../support/engine/engine.ts';
import {
  answer,
  html,
  jeansSignIn,
  json,
  networkError,
  passwordTooShort,
  redirect,
} from '../../support/engine/fake-api.ts';
import { marie } from '../../support/people.ts';

vi.setConfig({ testTimeout: 60_000 });

describe('signing in answered with', () => {
  it.each([
    [
      "400 and the contract's sentence",
      () => json(400, { detail: 'Incorrect email, username or password' }),
      { code: 'wrong-credentials' },
    ],
    ['401', () => json(401, { detail: 'Incorrect' }), { code: 'wrong-credentials' }],
    [
      '400 for another reason',
      () => json(400, { detail: 'Inactive user' }),
      { code: 'sign-in-refused' },
    ],
    [
      '400 with an object as detail',
      () => json(400, { detail: { code: 'inactive' } }),
      { code: 'sign-in-refused' },
    ],
    ['423', () => json(423, { detail: 'Locked' }), { code: 'sign-in-refused' }],
    ['403', () => json(403, { detail: 'E-mail not verified' }), { code: 'account-disabled' }],
    [
      '404 with detail',
      () => json(404, { detail: 'Not Found' }),
      { code: 'unreachable', cause: 'refused' },
    ],
    [
      '400 to a body that could not be read',
      () => json(400, { detail: 'There was an error parsing the body' }),
      { code: 'unreachable', cause: 'refused' },
    ],
    [
      '429 with a wait of a year',
      () => json(429, { detail: 'Slow down' }, { 'retry-after': '31536000' }),
      { code: 'too-many-attempts', retryAfterMs: 86_400_000 },
    ],
    [
      '422',
      () => json(422, { detail: [{ loc: ['body', 'username'], msg: '', type: 'missing' }] }),
      { code: 'invalid-fields', fields: { login: 'required' } },
    ],
    [
      '429',
      () => json(429, { detail: 'Slow down' }, { 'retry-after': '30' }),
      { code: 'too-many-attempts', retryAfterMs: 30_000 },
    ],
    ['429 without a time', () => html(429), { code: 'too-many-attempts', retryAfterMs: null }],
    ['401 with HTML', () => html(401), { code: 'unreachable', cause: 'not-the-api' }],
    ['400 with HTML', () => html(400), { code: 'unreachable', cause: 'not-the-api' }],
    ['200 with HTML', () => html(200), { code: 'unreachable', cause: 'not-the-api' }],
    [
      '200 without tokens',
      () => json(200, { token_type: 'bearer' }),
      { code: 'unreachable', cause: 'unreadable-answer' },
    ],
    [
      'a redirect',
      () => redirect(302, 'https://evil.example.com/'),
      { code: 'unreachable', cause: 'not-the-api' },
    ],
    ['500', () => answer(500, 'Internal', 'text/plain'), { code: 'unreachable', cause: 'server' }],
    [
      'a reset connection',
      () => Promise.reject(networkError('ECONNRESET')),
      { code: 'unreachable', cause: 'network' },
    ],
  ] as const)('%s sends one POST, says so and stores nothing', async (_name, fault, error) => {
    const setup = createSetup();
    const { session } = await start(setup);
    setup.api.fault(fault, { path: '/auth/login' });
    expect(await session.signIn(jeansSignIn)).toEqual({ ok: false, error });
    expect(setup.api.count('/auth/login')).toBe(1);
    expect(setup.keychain.entries.size).toBe(0);
  });
});

describe('signing in with a password that the API calls too short', () => {
  it('names that field and no other', async () => {
    const setup = createSetup();
    const { session } = await start(setup);
    setup.api.fault(() => json(422, passwordTooShort), { path: '/auth/login' });
    expect(await session.signIn(jeansSignIn)).toStrictEqual({
      ok: false,
      error: { code: 'invalid-fields', fields: { password: 'too-short' } },
    });
  });
});

describe('signing up answered with', () => {
  it.each([
    ['409', () => json(409, { detail: 'Conflict' }), { code: 'account-taken' }],
    ['400 in other words', () => json(400, { detail: 'Déjà pris' }), { code: 'account-taken' }],
    [
      '422',
      () => json(422, passwordTooShort),
      { code: 'invalid-fields', fields: { password: 'too-short' } },
    ],
    [
      '422 of an unknown field',
      () => json(422, { detail: [{ loc: ['body', 'avatar'], msg: '', type: 'missing' }] }),
      { code: 'invalid-fields', fields: {} },
    ],
    [
      '429',
      () => json(429, { detail: 'Slow down' }, { 'retry-after': '7' }),
      { code: 'too-many-attempts', retryAfterMs: 7_000 },
    ],
    ['400 with HTML', () => html(400), { code: 'unreachable', cause: 'not-the-api' }],
    ['401', () => json(401, { detail: 'no' }), { code: 'sign-up-refused' }],
    ['403', () => json(403, { detail: 'Sign-ups are closed' }), { code: 'sign-up-refused' }],
    ['410', () => json(410, { detail: { code: 'gone' } }), { code: 'sign-up-refused' }],
    ['451', () => json(451, { detail: 'Not in your country' }), { code: 'sign-up-refused' }],
    ['422 without fields', () => json(422, { detail: 'no' }), { code: 'sign-up-refused' }],
    [
      '404 with detail',
      () => json(404, { detail: 'Not Found' }),
      { code: 'unreachable', cause: 'refused' },
    ],
    [
      '405 with detail',
      () => json(405, { detail: 'Method Not Allowed' }),
      { code: 'unreachable', cause: 'refused' },
    ],
    ['500', () => answer(500, 'Internal', 'text/plain'), { code: 'answer-lost' }],
    ['502', () => html(502), { code: 'answer-lost' }],
    ['503', () => html(503), { code: 'unreachable', cause: 'server' }],
    ['504', () => html(504), { code: 'answer-lost' }],
    ['520', () => html(520), { code: 'answer-lost' }],
    ['522', () => html(522), { code: 'unreachable', cause: 'server' }],
    ['524', () => html(524), { code: 'answer-lost' }],
    ['201 without an id', () => json(201, { message: 'created' }), { code: 'answer-lost' }],
    ['204', () => new Response(null, { status: 204 }), { code: 'answer-lost' }],
    ['200 with HTML', () => html(200), { code: 'answer-lost' }],
    ['200 without a body', () => answer(200, ''), { code: 'answer-lost' }],
    [
      'a redirect',
      () => redirect(302, 'https://evil.example.com/'),
      { code: 'unreachable', cause: 'not-the-api' },
    ],
    [
      'a TLS connection that breaks',
      () => Promise.reject(new Error('net::ERR_SSL_PROTOCOL_ERROR')),
      { code: 'answer-lost' },
    ],
    [
      'a reset connection',
      () => Promise.reject(networkError('ECONNRESET')),
      { code: 'answer-lost' },
    ],
    [
      'a refused connection',
      () => Promise.reject(networkError('ECONNREFUSED')),
      { code: 'unreachable', cause: 'network' },
    ],
    [
      'a bad certificate',
      () => Promise.reject(networkError('CERT_HAS_EXPIRED')),
      { code: 'unreachable', cause: 'certificate' },
    ],
  ] as const)('%s sends one POST and says so', async (_name, fault, error) => {
    const setup = createSetup();
    const { session } = await start(setup);
    setup.api.fault(fault, { path: '/auth/register' });
    expect(await session.signUp(marie)).toEqual({ ok: false, error });
    expect(setup.api.count('/auth/register')).toBe(1);
  });

  it('nothing, because the host does not wake up, sends no POST', async () => {
    const setup = createSetup();
    const { session } = await start(setup);
    setup.api.fault(() => Promise.reject(networkError('ENOTFOUND')), { path: '/' });
    const unreachable = { ok: false, error: { code: 'unreachable', cause: 'network' } };
    const outcomes = Promise.all([
      session.signUp(marie).then(async (first) => [first, await session.signIn(jeansSignIn)]),
      setup.clock.advance(5_000).then(() => setup.clock.advance(5_000)),
    ]);
    expect((await outcomes)[0]).toEqual([unreachable, unreachable]);
    expect(new Set(setup.api.calls.map((call) => call.method))).toEqual(new Set(['GET']));
  });

  it('only a user, and then a cancelled sign-in, says so', async () => {
    const setup = createSetup();
    setup.api.registersWithTokens = false;
    const { session } = await start(setup);
    setup.api.fault(
      () => {
        session.cancelSignIn();
        throw networkError('ECONNRESET');
      },
      { path: '/auth/login' },
    );
    expect(await session.signUp(marie)).toEqual({ ok: false, error: { code: 'cancelled' } });
  });

  it('only a user, and then a failed sign-in, says that the account exists', async () => {
    const setup = createSetup();
    setup.api.registersWithTokens = false;
    const { session } = await start(setup);
    setup.api.fault(() => html(503), { path: '/auth/login' });
    expect(await session.signUp(marie)).toEqual({
      ok: false,
      error: { code: 'registered-not-signed-in' },
    });
  });
});

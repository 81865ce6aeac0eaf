import { describe, expect, it, vi } from 'vitest';
import { createSetup, restart, start, startSignedIn } from '../../support/engine/engine.ts';
import {
  answer,
  html,
  jeansSignIn,
  json,
  networkError,
  origin,
  passwordTooShort,
  type Responder,
  redirect,
} from '../../support/engine/fake-api.ts';
import { settle } from '../../support/engine/fake-clock.ts';
import { jean, marie } from '../../support/people.ts';

vi.setConfig({ testTimeout: 60_000 });

const second = 1_000;
const notFound = { detail: 'Not Found' };

/** Answers that do not come from the API, or that say nothing about a session. */
const undecided: readonly (readonly [string, Responder, string])[] = [
  ['a failed DNS lookup', () => Promise.reject(networkError('ENOTFOUND')), 'network'],
  ['a refused connection', () => Promise.reject(networkError('ECONNREFUSED')), 'network'],
  ['a reset connection', () => Promise.reject(networkError('ECONNRESET')), 'network'],
  ['a connection that timed out', () => Promise.reject(networkError('ETIMEDOUT')), 'network'],
  [
    'a self-signed certificate',
    () => Promise.reject(networkError('DEPTH_ZERO_SELF_SIGNED_CERT')),
    'certificate',
  ],
  [
    'a certificate of another host',
    () => Promise.reject(networkError('ERR_TLS_CERT_ALTNAME_INVALID')),
    'certificate',
  ],
  ['a broken TLS connection', () => Promise.reject(networkError('EPROTO')), 'network'],
  [
    "Chromium's offline",
    () => Promise.reject(new Error('net::ERR_INTERNET_DISCONNECTED')),
    'network',
  ],
  [
    "Chromium's certificate error",
    () => Promise.reject(new Error('net::ERR_CERT_DATE_INVALID')),
    'certificate',
  ],
  ['301 to another host', () => redirect(301, 'https://evil.example.com/'), 'not-the-api'],
  ['302 to a portal', () => redirect(302, 'http://portal.example.com/'), 'not-the-api'],
  ['307 to another scheme', () => redirect(307, 'http://api.example.com/auth'), 'not-the-api'],
  ['308 to a slash', () => redirect(308, `${origin}/auth/refresh/`), 'not-the-api'],
  ['404 with JSON', () => json(404, { detail: [] }), 'not-the-api'],
  ['405 with detail', () => json(405, { detail: 'Method Not Allowed' }), 'refused'],
  ['408 with detail', () => json(408, { detail: 'Request Timeout' }), 'refused'],
  ['425 with detail', () => json(425, { detail: 'Too Early' }), 'refused'],
  ['429 with detail', () => json(429, { detail: 'Slow down' }), 'busy'],
  ['429 with HTML', () => html(429), 'busy'],
  ['500 as text', () => answer(500, 'Internal Server Error', 'text/plain'), 'server'],
  ['500 with detail', () => json(500, { detail: 'Could not validate credentials' }), 'server'],
  ['502 with HTML', () => html(502), 'server'],
  ['503 with HTML', () => html(503), 'server'],
  ['504 with HTML', () => html(504), 'server'],
  ['520 with HTML', () => html(520), 'server'],
  ['526 with HTML', () => html(526), 'server'],
  ['400 with HTML', () => html(400), 'not-the-api'],
  ['401 with HTML', () => html(401), 'not-the-api'],
  ['403 with HTML', () => html(403), 'not-the-api'],
  ['407 of a proxy', () => html(407), 'not-the-api'],
  ['511 of a portal', () => html(511), 'server'],
  ['401 with JSON that is not the API’s', () => json(401, { error: 'denied' }), 'not-the-api'],
  ['401 without a body', () => answer(401, null), 'not-the-api'],
  [
    '401 with the right JSON called HTML',
    () => answer(401, '{"detail":"no"}', 'text/html'),
    'not-the-api',
  ],
  ['401 with a JSON list', () => json(401, ['detail']), 'not-the-api'],
  ['401 with JSON null', () => json(401, null), 'not-the-api'],
  ['200 with HTML', () => html(200), 'not-the-api'],
  ['200 with HTML called JSON', () => answer(200, '<!doctype html>'), 'not-the-api'],
  ['200 without a body', () => answer(200, ''), 'not-the-api'],
  ['200 with other JSON', () => json(200, { status: 'ok' }), 'unreadable-answer'],
  ['200 with truncated JSON', () => answer(200, '{"access_token":"abc'), 'not-the-api'],
  ['200 with huge JSON', () => json(200, { access_token: 'x'.repeat(2_000_000) }), 'not-the-api'],
  [
    '200 that says it is huge',
    () =>
      new Response('{}', {
        headers: { 'content-type': 'application/json', 'content-length': '9000000' },
      }),
    'unreadable-answer',
  ],
  [
    '200 that unpacks to more than it says',
    () =>
      new Response(JSON.stringify({ access_token: 'x'.repeat(2_000_000) }), {
        headers: {
          'content-type': 'application/json',
          'content-encoding': 'gzip',
          'content-length': '2000',
        },
      }),
    'not-the-api',
  ],
  ['204', () => new Response(null, { status: 204 }), 'not-the-api'],
];

const undecidedRefresh: typeof undecided = [
  ...undecided,
  ['404 with detail', () => json(404, notFound), 'refused'],
  ['409 with detail', () => json(409, { detail: 'Conflict' }), 'refused'],
  ['422', () => json(422, passwordTooShort), 'refused'],
  ['200 with an empty token', () => json(200, { access_token: '' }), 'unreadable-answer'],
  ['200 with a number as token', () => json(200, { access_token: 7 }), 'unreadable-answer'],
  [
    '400 to a body that could not be read',
    () => json(400, { detail: 'There was an error parsing the body' }),
    'refused',
  ],
];

const undecidedProfile: typeof undecided = [
  ...undecided,
  ['403 with detail', () => json(403, { detail: 'Forbidden' }), 'refused'],
  ['404 with detail', () => json(404, notFound), 'refused'],
  ['422', () => json(422, passwordTooShort), 'refused'],
];

describe.each([
  ['/auth/refresh', undecidedRefresh],
  ['/auth/me', undecidedProfile],
] as const)('%s answered with', (path, rows) => {
  it.each(rows)('%s keeps the session and tries again by itself', async (_name, fault, cause) => {
    const setup = createSetup();
    const first = await startSignedIn(setup);
    const stored = setup.keychain.entries.get(origin);
    setup.api.fault(fault, { path });
    const { session, states } = await restart(setup, first);
    expect(session.getState()).toMatchObject({
      kind: 'signed-in',
      link: { kind: 'offline', cause, nextAttemptAt: expect.any(Number) },
    });
    expect(setup.keychain.entries.get(origin)).toBe(currentToken(setup, path, stored));
    setup.api.heal();
    await setup.clock.advance(5 * 60_000);
    expect(session.getState()).toMatchObject({ kind: 'signed-in', link: { kind: 'online' } });
    expect(states.map((state) => state.kind)).not.toContain('signed-out');
  });
});

describe('a refusal of the refresh token by the API itself', () => {
  it.each([
    [400, 'revoked'],
    [401, 'revoked'],
    [403, 'account-disabled'],
  ] as const)('with %i ends the session as %s', async (status, reason) => {
    const setup = createSetup();
    const first = await startSignedIn(setup);
    setup.api.fault(() => json(status, { detail: 'Invalid refresh token' }), {
      path: '/auth/refresh',
    });
    const { session } = await restart(setup, first);
    expect(session.getState()).toEqual({ kind: 'signed-out', reason, email: jean.email });
    expect(setup.keychain.entries.size).toBe(0);
    expect(setup.records.read()).toMatchObject({ marker: null, profile: null });
  });

  it('is called expired if the session had not been used for a week', async () => {
    const setup = createSetup();
    const first = await startSignedIn(setup);
    first.session.dispose();
    setup.clock.sleep(8 * 24 * 3_600_000);
    setup.api.revokeAll();
    const { session } = await start(setup);
    expect(session.getState()).toMatchObject({ kind: 'signed-out', reason: 'expired' });
  });

  it.each(['in the same run', 'at the next start'])(
    'is called revoked %s after a sign-in that could not ask for the profile',
    async (when) => {
      const setup = createSetup();
      const first = await start(setup);
      setup.api.fault(() => html(503), { path: '/auth/me' });
      await first.session.signIn(jeansSignIn);
      await settle();
      setup.api.fault(() => json(401, { detail: 'no' }), { path: '/auth/refresh' });
      const { session } = when === 'at the next start' ? await restart(setup, first) : first;
      session.retry('resume');
      await settle();
      expect(session.getState()).toMatchObject({ kind: 'signed-out', reason: 'revoked' });
    },
  );

  it('is believed with a charset in the content type', async () => {
    const setup = createSetup();
    const first = await startSignedIn(setup);
    setup.api.fault(() => answer(401, '{"detail":"no"}', 'application/json; charset=utf-8'), {
      path: '/auth/refresh',
    });
    const { session } = await restart(setup, first);
    expect(session.getState().kind).toBe('signed-out');
  });

  it('shows its reason after a restart, until the next sign-in', async () => {
    const setup = createSetup();
    const first = await startSignedIn(setup);
    setup.api.revokeAll();
    const second = await restart(setup, first);
    const third = await restart(setup, second);
    expect(third.session.getState()).toEqual({
      kind: 'signed-out',
      reason: 'revoked',
      email: jean.email,
    });
    await third.session.signIn(jeansSignIn);
    expect(setup.records.read().signOutReason).toBeNull();
  });
});

describe('/auth/me answered with 401', () => {
  it('causes one refresh and one more request for the profile', async () => {
    const setup = createSetup();
    const first = await startSignedIn(setup);
    setup.api.fault(() => json(401, { detail: 'no' }), { path: '/auth/me', times: 1 });
    setup.api.calls.length = 0;
    const { session } = await restart(setup, first);
    expect(session.getState()).toMatchObject({ link: { kind: 'online' } });
    expect(setup.api.calls.map((call) => call.path)).toEqual([
      '/',
      '/auth/refresh',
      '/auth/me',
      '/auth/refresh',
      '/auth/me',
    ]);
  });

  it('keeps the session if the fresh token is refused too, and tries again', async () => {
    const setup = createSetup();
    const first = await startSignedIn(setup);
    setup.api.fault(() => json(401, { detail: 'no' }), { path: '/auth/me', times: 2 });
    const { session, states } = await restart(setup, first);
    expect(session.getState()).toMatchObject({ link: { kind: 'offline', cause: 'refused' } });
    await setup.clock.advance(second);
    expect(session.getState()).toMatchObject({ link: { kind: 'online' } });
    expect(states.map((state) => state.kind)).not.toContain('signed-out');
  });

  it('keeps the session if the refresh after it is not answered', async () => {
    const setup = createSetup();
    const { session, states } = await startSignedIn(setup);
    setup.api.fault(() => json(401, { detail: 'no' }), { path: '/auth/me', times: 1 });
    setup.api.fault(() => html(503), { path: '/auth/refresh' });
    states.length = 0;
    session.retry('user');
    await setup.clock.advance(0);
    expect(states).toMatchObject([
      {
        kind: 'signed-in',
        link: { kind: 'offline', cause: 'server', nextAttemptAt: setup.clock.now() + 875 },
      },
    ]);
  });
});

describe('a response', () => {
  it('of 422 leaves none of the input that it echoes', async () => {
    const setup = createSetup();
    const { session } = await start(setup);
    setup.api.fault(() => json(422, passwordTooShort), { path: '/auth/register' });
    const outcome = await session.signUp(marie);
    expect(JSON.stringify([outcome, setup.logged, session.getSessionLog()])).not.toContain('p4ss');
  });

  it('that redirects elsewhere is not followed', async () => {
    const setup = createSetup();
    const asked: string[] = [];
    const first = await startSignedIn(setup);
    const { fetch } = setup.api;
    Object.assign(setup.api, {
      fetch: (...args: Parameters<typeof fetch>) => {
        const request = new Request(...args);
        asked.push(`${new URL(request.url).origin} ${request.redirect}`);
        return fetch(request);
      },
    });
    setup.api.fault(() => redirect(307, 'https://evil.example.com/auth/refresh'));
    await restart(setup, first);
    expect(new Set(asked)).toEqual(new Set([`${origin} manual`]));
  });
});

/** A refusal of the profile comes after a refresh, which has rotated the token. */
function currentToken(
  setup: ReturnType<typeof createSetup>,
  path: string,
  before: string | undefined,
): string | undefined {
  return path === '/auth/refresh' ? before : setup.api.successorOf(before ?? '');
}

import type { PasswordReset } from '@mytone/shared/account/password-reset.ts';
import { fail, ok } from '@mytone/shared/result.ts';
import { describe, expect, test } from 'vitest';
import { createEngine, createSetup, startSignedIn } from '../../../../support/engine/engine.ts';
import {
  answer,
  hang,
  html,
  json,
  networkError,
  type Responder,
} from '../../../../support/engine/fake-api.ts';
import { settle } from '../../../../support/engine/fake-clock.ts';
import { jean } from '../../../../support/people.ts';

const forgot = '/auth/forgot-password';
const reset = '/auth/reset-password';
const password = 'AnotherSecure123!';
const request = { email: jean.email };

/** An API that answers both calls with 204, or with what a test says, and an engine at its start. */
function setUp(responder: Responder = () => answer(204, null)) {
  const setup = createSetup();
  setup.api.fault(responder, { path: forgot });
  setup.api.fault(responder, { path: reset });
  const { recovery } = createEngine(setup).session;
  const shown: PasswordReset[] = [];
  recovery.onChange((state) => shown.push(state));
  return { ...setup, recovery, shown };
}

describe('asking for a link', () => {
  test('sends the address alone, as a JSON string, once the host is awake', async () => {
    const { api, recovery } = setUp();
    expect(await recovery.requestLink(request)).toEqual(ok(null));
    expect(api.calls.map(({ path, body }) => [path, body])).toEqual([
      ['/', ''],
      [forgot, '"jean@example.com"'],
    ]);
  });

  test.each([
    ['200 with JSON', () => json(200, {})],
    ['202 with nothing', () => answer(202, null)],
  ])('succeeds with %s too', async (_name, responder) => {
    expect(await setUp(responder).recovery.requestLink(request)).toEqual(ok(null));
  });

  test.each<[string, Responder, object]>([
    [
      'no network',
      () => Promise.reject(networkError('ENOTFOUND')),
      { code: 'unreachable', cause: 'network' },
    ],
    ['a portal’s page', () => html(200), { code: 'unreachable', cause: 'not-the-api' }],
    [
      'a server that fails',
      () => json(500, { detail: 'x' }),
      { code: 'unreachable', cause: 'server' },
    ],
    [
      'a server without the route',
      () => json(404, { detail: 'Not Found' }),
      { code: 'unreachable', cause: 'refused' },
    ],
    [
      'a server that is asked too often',
      () => json(429, { detail: 'x' }, { 'retry-after': '42' }),
      { code: 'too-many-attempts', retryAfterMs: 42_000 },
    ],
    [
      'an address that the API does not take',
      () => json(422, { detail: [{ loc: ['body'], msg: 'x', type: 'value_error' }] }),
      { code: 'invalid-fields', fields: { email: 'invalid' } },
    ],
  ])('reports %s', async (_name, responder, failure) => {
    expect(await setUp(responder).recovery.requestLink(request)).toEqual(fail(failure));
  });

  test('waits for a host that sleeps, and can be cancelled while it waits', async () => {
    const { api, recovery } = setUp();
    api.fault(() => html(503), { path: '/' });
    const asked = recovery.requestLink(request);
    await settle();
    recovery.cancel();
    expect(await asked).toEqual(fail({ code: 'cancelled' }));
    expect(api.count(forgot)).toBe(0);
  });
});

describe('a link that was opened', () => {
  test('is shown as open, without its token', () => {
    const { recovery, shown } = setUp();
    recovery.openLink('SECRET');
    expect(shown).toEqual([{ kind: 'link-open' }]);
  });

  test('sets the password once', async () => {
    const { api, recovery } = setUp();
    recovery.openLink('SECRET');
    expect(await recovery.setPassword({ password })).toEqual(ok(null));
    expect(JSON.parse(api.calls.at(-1)?.body ?? '')).toEqual({
      token: 'SECRET',
      new_password: password,
    });
    expect(await recovery.setPassword({ password })).toEqual(fail({ code: 'cancelled' }));
    expect(api.count(reset)).toBe(1);
  });

  test('gives the sign-in form the address that the link was requested for', async () => {
    const { recovery, shown } = setUp();
    await recovery.requestLink(request);
    recovery.openLink('SECRET');
    await recovery.setPassword({ password });
    expect(shown.at(-1)).toEqual({ kind: 'done', email: jean.email });
  });

  test('is replaced by a newer one', async () => {
    const { api, recovery } = setUp();
    recovery.openLink('OLD');
    recovery.openLink('NEW');
    await recovery.setPassword({ password });
    expect(api.calls.at(-1)?.body).toContain('NEW');
  });

  test('stays open if it was opened while an older one set a password', async () => {
    const { api, recovery } = setUp(() => {
      recovery.openLink('NEW');
      return answer(204, null);
    });
    recovery.openLink('OLD');
    await recovery.setPassword({ password });
    expect(await recovery.setPassword({ password })).toEqual(ok(null));
    expect(api.calls.filter(({ path }) => path === reset).map(({ body }) => body)).toEqual([
      expect.stringContaining('OLD'),
      expect.stringContaining('NEW'),
    ]);
  });

  test('is there from the moment it is opened, and is told to listeners until they stop', () => {
    const { recovery } = setUp();
    const told: PasswordReset[] = [];
    const stop = recovery.onChange((state) => told.push(state));
    expect(recovery.get()).toEqual({ kind: 'none' });
    recovery.openLink('SECRET');
    expect(recovery.get()).toEqual({ kind: 'link-open' });
    stop();
    recovery.close();
    expect(told).toEqual([{ kind: 'link-open' }]);
  });

  test('is forgotten when the user closes it', async () => {
    const { api, recovery, shown } = setUp();
    recovery.openLink('SECRET');
    recovery.close();
    expect(shown.at(-1)).toEqual({ kind: 'none' });
    expect(await recovery.setPassword({ password })).toEqual(fail({ code: 'cancelled' }));
    expect(api.count(reset)).toBe(0);
  });

  test.each([400, 401, 403, 410])('is over when the API refuses it with %i', async (status) => {
    const { recovery, shown } = setUp(() => json(status, { detail: 'Invalid token' }));
    recovery.openLink('USED');
    expect(await recovery.setPassword({ password })).toEqual(fail({ code: 'reset-link-refused' }));
    expect(shown.at(-1)).toEqual({ kind: 'link-refused' });
  });

  test('is over when the API cannot read its token', async () => {
    const detail = [{ loc: ['body', 'token'], msg: 'x', type: 'string_too_long' }];
    const { recovery, shown } = setUp(() => json(422, { detail }));
    recovery.openLink('ODD');
    await recovery.setPassword({ password });
    expect(shown.at(-1)).toEqual({ kind: 'link-refused' });
  });

  test.each<[string, Responder, object]>([
    [
      'no network',
      () => Promise.reject(networkError('ENOTFOUND')),
      { code: 'unreachable', cause: 'network' },
    ],
    ['a portal’s page with 400', () => html(400), { code: 'unreachable', cause: 'not-the-api' }],
    [
      'a server without the route',
      () => json(404, { detail: 'Not Found' }),
      { code: 'unreachable', cause: 'refused' },
    ],
    ['a busy server', () => json(503, { detail: 'x' }), { code: 'unreachable', cause: 'server' }],
    [
      'a server that is asked too often',
      () => json(429, { detail: 'x' }),
      { code: 'too-many-attempts', retryAfterMs: null },
    ],
    [
      'a broken connection',
      () => Promise.reject(networkError('ECONNRESET')),
      { code: 'reset-answer-lost' },
    ],
    ['a gateway’s 502', () => html(502), { code: 'reset-answer-lost' }],
    [
      'a password that the API does not take',
      () =>
        json(422, {
          detail: [{ loc: ['body', 'new_password'], msg: 'x', type: 'string_too_short' }],
        }),
      { code: 'invalid-fields', fields: { password: 'too-short' } },
    ],
  ])('stays open after %s', async (_name, responder, failure) => {
    const { api, recovery, shown } = setUp(responder);
    recovery.openLink('SECRET');
    expect(await recovery.setPassword({ password })).toEqual(fail(failure));
    expect(shown).toEqual([{ kind: 'link-open' }]);
    api.heal();
    api.fault(() => answer(204, null), { path: reset });
    expect(await recovery.setPassword({ password })).toEqual(ok(null));
  });

  test('stays open if it was opened while an older one was being refused', async () => {
    const { recovery, shown } = setUp(() => {
      recovery.openLink('NEW');
      return json(400, { detail: 'Invalid token' });
    });
    recovery.openLink('OLD');
    await recovery.setPassword({ password });
    expect(shown.at(-1)).toEqual({ kind: 'link-open' });
  });
});

describe('during a session', () => {
  async function signIn() {
    const setup = createSetup();
    setup.api.fault(() => answer(204, null), { path: reset });
    const { session } = await startSignedIn(setup);
    session.recovery.openLink('SECRET');
    return { setup, session };
  }

  test('a new password ends it, and then says that it is set', async () => {
    const { session } = await signIn();
    await session.recovery.setPassword({ password });
    expect(session.getState().kind).toBe('signed-out');
    expect(session.recovery.get()).toEqual({ kind: 'done', email: null });
  });

  test('a refused link does not end it', async () => {
    const { setup, session } = await signIn();
    setup.api.heal();
    setup.api.fault(() => json(400, { detail: 'Invalid token' }), { path: reset });
    await session.recovery.setPassword({ password });
    expect(session.getState().kind).toBe('signed-in');
  });

  test('the message about a new password ends with the next sign-in', async () => {
    const { session } = await signIn();
    await session.recovery.setPassword({ password });
    await session.signIn({ login: jean.email, password: jean.password });
    await settle();
    expect(session.recovery.get()).toEqual({ kind: 'none' });
  });
});

describe('without a session', () => {
  function openLink() {
    const setup = createSetup();
    setup.api.fault(() => answer(204, null), { path: reset });
    const { session } = createEngine(setup);
    session.recovery.openLink('SECRET');
    return { ...setup, session };
  }

  test('a link that was opened before the start stays open, also after a sign-in', async () => {
    const { session } = openLink();
    await session.start();
    expect(session.recovery.get()).toEqual({ kind: 'link-open' });
    await session.signIn({ login: jean.email, password: jean.password });
    expect(session.recovery.get()).toEqual({ kind: 'link-open' });
  });

  test('a new password that is set before the start is still reported after it', async () => {
    const { session } = openLink();
    await session.recovery.setPassword({ password });
    await session.start();
    expect(session.recovery.get()).toEqual({ kind: 'done', email: null });
  });

  test('a new password cancels no sign-in in progress', async () => {
    const { session, api } = openLink();
    const { promise, resolve } = Promise.withResolvers<Response>();
    api.fault(() => promise, { path: '/auth/login' });
    await session.start();
    const signingIn = session.signIn({ login: jean.email, password: jean.password });
    await session.recovery.setPassword({ password });
    resolve(json(400, { detail: 'Incorrect email, username or password' }));
    expect(await signingIn).toEqual(fail({ code: 'wrong-credentials' }));
  });

  test('a request for a link is cancelled when the application ends', async () => {
    const { session, api } = openLink();
    api.fault(hang, { path: forgot });
    const asked = session.recovery.requestLink(request);
    await settle();
    session.dispose();
    expect(await asked).toEqual(fail({ code: 'cancelled' }));
  });
});

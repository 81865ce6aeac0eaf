import { describe, expect, it } from 'vitest';
import { createSetup, restart, start, startSignedIn } from '../../support/engine/engine.ts';
import {
  answer,
  jeanOfApi,
  jeanOfEngine,
  jeansSignIn,
  json,
} from '../../support/engine/fake-api.ts';

describe('a profile with only an id', () => {
  it('signs in and is restored', async () => {
    const setup = createSetup();
    setup.api.fault(() => json(200, { id: 7, name: null, created_at: 'once' }), {
      path: '/auth/me',
    });
    const first = await startSignedIn(setup);
    const blank = { name: '', surname: '', email: '', username: '', createdAt: null };
    const state = { kind: 'signed-in', link: { kind: 'online' }, user: { id: 7, ...blank } };
    expect(first.session.getState()).toMatchObject(state);
    const { session } = await restart(setup, first);
    expect(session.getState()).toMatchObject(state);
  });

  it('does not make the sign-in form forget the e-mail', async () => {
    const setup = createSetup();
    const { session } = await startSignedIn(setup);
    setup.api.fault(() => json(200, { id: 7 }), { path: '/auth/me' });
    session.retry('user');
    await setup.clock.advance(0);
    await session.signOut();
    expect(session.getState()).toMatchObject({ kind: 'signed-out', email: jeansSignIn.login });
  });
});

it('an id that a number cannot hold is kept exactly', async () => {
  const setup = createSetup();
  const body = JSON.stringify(jeanOfApi).replace('"id":7', '"id":653247040368672768');
  setup.api.fault(() => answer(200, body), { path: '/auth/me' });
  const { session } = await startSignedIn(setup);
  expect(session.getState()).toMatchObject({
    kind: 'signed-in',
    user: { ...jeanOfEngine, id: '653247040368672768' },
  });
});

describe('JSON of the API that this version cannot read', () => {
  it('in place of the profile keeps the session and says so', async () => {
    const setup = createSetup();
    setup.api.fault(() => json(200, { user_id: 7 }), { path: '/auth/me' });
    const { session } = await start(setup);
    expect(await session.signIn(jeansSignIn)).toEqual({ ok: true, value: null });
    await setup.clock.advance(0);
    expect(session.getState()).toMatchObject({
      kind: 'restoring',
      link: { kind: 'offline', cause: 'unreadable-answer' },
    });
  });
});

it.each(['a\u0000b', '', '   ', 'token\r\n', 'jeton é', 7, ['token']])(
  'an unusable refresh token (%j) in an answer keeps the old one',
  async (refresh_token) => {
    const setup = createSetup();
    setup.api.rotates = false;
    const first = await startSignedIn(setup);
    const stored = setup.keychain.entries.get(setup.origin);
    setup.api.fault(() => json(200, { access_token: 'a', refresh_token, token_type: 'bearer' }), {
      path: '/auth/refresh',
      times: 1,
    });
    await restart(setup, first);
    expect(setup.keychain.entries.get(setup.origin)).toBe(stored);
  },
);

/** An access token that has the form of a JWT. */
function jwtOf(payload: string): string {
  return `e30.${Buffer.from(payload).toString('base64url')}.signature`;
}

describe('an access token whose payload is', () => {
  it.each(['null', '7', '"exp"', '[]', '{"exp":1e400}', '{"exp":-5,"iat":-10}', '{"exp":"soon"}'])(
    '%s is used until the API refuses it',
    async (payload) => {
      const setup = createSetup();
      const { session } = await start(setup);
      const access_token = jwtOf(payload);
      setup.api.fault(() => json(200, { access_token, refresh_token: 'r' }), {
        path: '/auth/login',
      });
      setup.api.fault(
        ({ bearer }) => json(bearer === access_token ? 200 : 401, { ...jeanOfApi, detail: 'no' }),
        { path: '/auth/me' },
      );
      expect(await session.signIn(jeansSignIn)).toEqual({ ok: true, value: null });
      expect(session.getState()).toMatchObject({ kind: 'signed-in', link: { kind: 'online' } });
    },
  );
});

describe('a network that rejects with', () => {
  it.each([
    ['a string', 'offline'],
    ['undefined', undefined],
    ['null', null],
    ['an object', {}],
  ])('%s instead of an error is a network failure like any other', async (_name, reason) => {
    const setup = createSetup();
    const first = await startSignedIn(setup);
    // oxlint-disable-next-line typescript/prefer-promise-reject-errors -- this is the fault
    setup.api.fault(() => Promise.reject(reason), { path: '/auth/refresh', times: 2 });
    const { session } = await restart(setup, first);
    expect(session.getState()).toMatchObject({ link: { kind: 'offline', cause: 'network' } });
    await setup.clock.advance(5_000);
    expect(session.getState()).toMatchObject({ kind: 'signed-in', link: { kind: 'online' } });
  });
});

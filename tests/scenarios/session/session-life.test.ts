import { describe, expect, it, vi } from 'vitest';
import { createSetup, restart, start, startSignedIn } from '../../support/engine/engine.ts';
import { hang, jeansSignIn, networkError, origin } from '../../support/engine/fake-api.ts';
import { settle } from '../../support/engine/fake-clock.ts';
import { jean, marie } from '../../support/people.ts';

vi.setConfig({ testTimeout: 60_000 });

const hour = 3_600_000;

/** A sign-in that waits for an answer of `path`. */
async function startSigningIn(path: string) {
  const setup = createSetup();
  const { session } = await start(setup);
  setup.api.fault(hang, { path });
  const signingIn = session.signIn(jeansSignIn);
  await settle();
  return { setup, session, signingIn };
}

describe('signing in', () => {
  it('shows the dashboard with the profile, verified', async () => {
    const { session } = await startSignedIn(createSetup());
    expect(session.getState()).toMatchObject({
      kind: 'signed-in',
      user: {
        email: jean.email,
        username: jean.username,
        createdAt: '2026-01-02T03:04:05.678901Z',
      },
      link: { kind: 'online' },
      storage: 'keychain',
    });
  });

  it('puts the refresh token and the canary into the keychain, and nothing else', async () => {
    const setup = createSetup();
    await startSignedIn(setup);
    expect([...setup.keychain.entries.keys()]).toEqual([origin, `${origin}#canary`]);
    expect(setup.api.isLive(setup.keychain.entries.get(origin) ?? '')).toBe(true);
  });

  it('sends the login as a form', async () => {
    const setup = createSetup();
    await startSignedIn(setup);
    const login = setup.api.calls.find((call) => call.path === '/auth/login');
    expect(Object.fromEntries(new URLSearchParams(login?.body))).toEqual({
      username: jean.email,
      password: jean.password,
    });
  });

  it('accepts a password with characters that a form must escape', async () => {
    const setup = createSetup();
    const account = { email: 'a@example.com', username: 'a', password: 'é&=+ %💜\u{1F3B5}xxx' };
    setup.api.addAccount(account);
    const { session } = await start(setup);
    expect(await session.signIn({ login: 'a', password: account.password })).toEqual({
      ok: true,
      value: null,
    });
  });

  it('says that e-mail, username or password are wrong', async () => {
    const { session } = await start(createSetup());
    expect(await session.signIn({ login: jean.email, password: 'wrong' })).toEqual({
      ok: false,
      error: { code: 'wrong-credentials' },
    });
  });

  it('sends one POST to a host that takes 50 s to wake up', async () => {
    const setup = createSetup();
    const { session } = await start(setup);
    setup.api.fault(() => new Response('waking', { status: 503 }), { path: '/', times: 25 });
    const signingIn = session.signIn(jeansSignIn);
    await setup.clock.advance(50_000);
    expect(await signingIn).toMatchObject({ ok: true });
    expect(setup.api.count('/auth/login')).toBe(1);
  });

  it('can be cancelled while the host wakes up, and leaves nothing behind', async () => {
    const { setup, session, signingIn } = await startSigningIn('/');
    session.cancelSignIn();
    expect(await signingIn).toEqual({ ok: false, error: { code: 'cancelled' } });
    expect(setup.keychain.entries.size).toBe(0);
    expect(session.getState().kind).toBe('signed-out');
  });

  it('ends a session on the server if its sign-in was cancelled too late', async () => {
    const setup = createSetup();
    const { session } = await start(setup);
    setup.api.fault(
      async () => {
        session.cancelSignIn();
        throw networkError('ECONNRESET');
      },
      { path: '/auth/me', times: 1 },
    );
    const outcome = await session.signIn(jeansSignIn);
    await settle();
    expect(outcome).toEqual({ ok: false, error: { code: 'cancelled' } });
    expect(setup.api.count('/auth/logout')).toBe(1);
    expect(setup.keychain.entries.size).toBe(0);
  });

  it('refuses a second sign-in while one is in progress', async () => {
    const setup = createSetup();
    const { session } = await start(setup);
    const first = session.signIn(jeansSignIn);
    expect(await session.signIn(jeansSignIn)).toEqual({
      ok: false,
      error: { code: 'busy' },
    });
    expect(await first).toMatchObject({ ok: true });
  });

  it('is refused while somebody is signed in', async () => {
    const setup = createSetup();
    const { session } = await startSignedIn(setup);
    expect(await session.signIn(jeansSignIn)).toEqual({
      ok: false,
      error: { code: 'busy' },
    });
    expect(setup.api.count('/auth/login')).toBe(1);
  });

  it('works without the profile, which is shown as soon as it arrives', async () => {
    const setup = createSetup();
    const { session } = await start(setup);
    setup.api.fault(() => Promise.reject(networkError('ECONNRESET')), {
      path: '/auth/me',
      times: 2,
    });
    await session.signIn(jeansSignIn);
    await settle();
    expect(session.getState()).toMatchObject({ kind: 'restoring', link: { kind: 'offline' } });
    await setup.clock.advance(2_000);
    expect(session.getState()).toMatchObject({ kind: 'signed-in', link: { kind: 'online' } });
  });
});

describe('signing up', () => {
  it('signs in with the tokens of the answer', async () => {
    const setup = createSetup();
    const { session } = await start(setup);
    expect(await session.signUp(marie)).toEqual({ ok: true, value: null });
    expect(setup.api.count('/auth/login')).toBe(0);
    expect(session.getState()).toMatchObject({ kind: 'signed-in', user: { username: 'marie' } });
  });

  it('signs in by itself if the deployment answers with only the user', async () => {
    const setup = createSetup();
    setup.api.registersWithTokens = false;
    const { session } = await start(setup);
    expect(await session.signUp(marie)).toEqual({ ok: true, value: null });
    expect(setup.api.count('/auth/login')).toBe(1);
  });

  it.each([
    ['email-taken', { ...marie, email: jean.email }],
    ['username-taken', { ...marie, username: jean.username }],
  ] as const)('reports %s', async (code, input) => {
    const { session } = await start(createSetup());
    expect(await session.signUp(input)).toEqual({ ok: false, error: { code } });
  });

  it('never sends a registration twice, and says that the account may exist', async () => {
    const setup = createSetup();
    const { session } = await start(setup);
    setup.api.fault(() => Promise.reject(networkError('ECONNRESET')), { path: '/auth/register' });
    expect(await session.signUp(marie)).toEqual({ ok: false, error: { code: 'answer-lost' } });
    expect(setup.api.count('/auth/register')).toBe(1);
  });
});

describe('restoring', () => {
  it('shows the dashboard from the cache before the network has answered', async () => {
    const setup = createSetup();
    const first = await startSignedIn(setup);
    setup.api.fault(hang);
    const { session } = await restart(setup, first);
    expect(session.getState()).toMatchObject({
      kind: 'signed-in',
      user: { email: jean.email },
      link: { kind: 'verifying' },
    });
  });

  it('survives 20 offline starts, then goes online by itself', async () => {
    const setup = createSetup();
    let engine = await startSignedIn(setup);
    const stored = setup.keychain.entries.get(origin);
    setup.api.fault(() => Promise.reject(networkError('ENOTFOUND')));
    for (let run = 0; run < 20; run += 1) {
      engine = await restart(setup, engine);
      expect(engine.session.getState()).toMatchObject({
        kind: 'signed-in',
        link: { kind: 'offline', cause: 'network' },
      });
    }
    expect(setup.keychain.entries.get(origin)).toBe(stored);
    setup.api.heal();
    await setup.clock.advance(2_000);
    expect(engine.session.getState()).toMatchObject({ link: { kind: 'online' } });
  });

  it('reads the token once per start, the canary before each use, and each write once after it', async () => {
    const setup = createSetup();
    const first = await startSignedIn(setup);
    setup.keychain.operations.length = 0;
    await restart(setup, first);
    expect(setup.keychain.operations).toEqual([
      `get ${origin}`,
      `get ${origin}#canary`,
      `get ${origin}#canary`,
      `set ${origin}`,
      `get ${origin}`,
    ]);
  });

  it('wakes the host before it spends the refresh token', async () => {
    const setup = createSetup();
    const first = await startSignedIn(setup);
    setup.api.calls.length = 0;
    await restart(setup, first);
    expect(setup.api.calls.map((call) => call.path)).toEqual(['/', '/auth/refresh', '/auth/me']);
  });

  it('restores from the token alone when the settings were lost', async () => {
    const setup = createSetup();
    const first = await startSignedIn(setup);
    setup.records.update({ marker: null, profile: null, verifiedAt: null, lastEmail: null });
    const { session, states } = await restart(setup, first);
    expect(states[0]).toMatchObject({ kind: 'restoring' });
    expect(session.getState()).toMatchObject({ kind: 'signed-in', link: { kind: 'online' } });
  });
});

describe('signing out', () => {
  it('leaves no token, no canary and no profile, and ends the session on the server', async () => {
    const setup = createSetup();
    const { session } = await startSignedIn(setup);
    const token = setup.keychain.entries.get(origin) ?? '';
    await session.signOut();
    await settle();
    expect(setup.keychain.entries.size).toBe(0);
    expect(setup.records.read()).toMatchObject({ marker: null, profile: null });
    expect(setup.api.isLive(token)).toBe(false);
  });

  it('fills in the e-mail and says why', async () => {
    const { session } = await startSignedIn(createSetup());
    await session.signOut();
    expect(session.getState()).toEqual({
      kind: 'signed-out',
      reason: 'user',
      email: jean.email,
    });
  });

  it('works at once when offline, and tells the server after a restart', async () => {
    const setup = createSetup();
    const engine = await startSignedIn(setup);
    const token = setup.keychain.entries.get(origin) ?? '';
    setup.api.fault(() => Promise.reject(networkError('ENOTFOUND')));
    await engine.session.signOut();
    expect([...setup.keychain.entries.keys()]).toEqual([`${origin}#revocations`]);
    expect(setup.api.isLive(token)).toBe(true);
    setup.api.heal();
    await restart(setup, engine);
    expect(setup.api.isLive(token)).toBe(false);
    expect(setup.keychain.entries.size).toBe(0);
  });

  it('stops telling the server after seven days', async () => {
    const setup = createSetup();
    const { session } = await startSignedIn(setup);
    setup.api.fault(() => Promise.reject(networkError('ENOTFOUND')));
    await session.signOut();
    await setup.clock.advance(10 * 60_000);
    // All its attempts of a week, one every five minutes, would take too long here.
    setup.clock.skip(7 * 24 * hour - 30 * 60_000);
    await setup.clock.advance(10 * 60_000);
    expect(setup.keychain.entries.size).toBe(1);
    await setup.clock.advance(20 * 60_000);
    expect(setup.keychain.entries.size).toBe(0);
    expect(setup.clock.pending()).toEqual([]);
  });

  it('wins over a refresh in flight, which then writes nothing', async () => {
    const setup = createSetup();
    const first = await startSignedIn(setup);
    let answer: () => void = () => {};
    setup.api.fault(
      () =>
        new Promise((resolve) => {
          answer = () =>
            resolve(
              Response.json({ access_token: 'late', refresh_token: 'late', token_type: 'bearer' }),
            );
        }),
      { path: '/auth/refresh' },
    );
    const { session } = await restart(setup, first);
    await session.signOut();
    answer();
    await settle();
    expect([...setup.keychain.entries.values()]).not.toContain('late');
    expect(session.getState().kind).toBe('signed-out');
  });

  it('does nothing if nobody is signed in', async () => {
    const { session, states } = await start(createSetup());
    const before = [...states];
    await session.signOut();
    expect(states).toEqual(before);
  });

  it('cancels a sign-in that is in progress', async () => {
    const { session, signingIn } = await startSigningIn('/auth/login');
    await session.signOut();
    expect(await signingIn).toEqual({ ok: false, error: { code: 'cancelled' } });
  });

  it('leaves the next start only one read of the keychain to do', async () => {
    const setup = createSetup();
    const first = await startSignedIn(setup);
    await first.session.signOut();
    await settle();
    setup.api.calls.length = 0;
    setup.keychain.operations.length = 0;
    await restart(setup, first);
    expect(setup.api.calls).toEqual([]);
    expect(setup.keychain.operations).toEqual([`get ${origin}`, `get ${origin}#canary`]);
  });

  it('settles within 2 s when the keychain hangs', async () => {
    const setup = createSetup();
    const { session } = await startSignedIn(setup);
    setup.keychain.mood = 'hanging';
    let isSettled = false;
    void session.signOut().then(() => {
      isSettled = true;
    });
    await setup.clock.advance(2_000);
    expect(isSettled).toBe(true);
    expect(session.getState().kind).toBe('signed-out');
  });
});

describe('an application that ends', () => {
  it('resumes no session that its keychain returns late', async () => {
    const setup = createSetup();
    const first = await startSignedIn(setup);
    setup.keychain.mood = 'hanging';
    const { session, states } = await restart(setup, first);
    const asked = setup.api.calls.length;
    session.dispose();
    await setup.clock.advance(4_000);
    setup.keychain.release();
    await settle();
    expect(states).toEqual([]);
    expect(setup.api.calls).toHaveLength(asked);
    expect(setup.clock.pending()).toEqual([]);
  });

  it('cancels a sign-in that is in progress', async () => {
    const { session, signingIn } = await startSigningIn('/auth/login');
    session.dispose();
    expect(await signingIn).toEqual({ ok: false, error: { code: 'cancelled' } });
  });

  it('sends no more sign-outs to the server', async () => {
    const setup = createSetup();
    const { session } = await startSignedIn(setup);
    setup.api.fault(() => Promise.reject(networkError('ENOTFOUND')));
    await session.signOut();
    await settle();
    session.dispose();
    expect(setup.clock.pending()).toEqual([]);
  });
});

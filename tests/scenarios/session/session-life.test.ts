import { describe, expect, it, vi } from 'vitest';
import { createWorld, restart, start, startSignedIn } from '../../support/engine/engine.ts';
import { hang, jean, jeansSignIn, networkError, origin } from '../../support/engine/fake-api.ts';
import { settle } from '../../support/engine/fake-clock.ts';

vi.setConfig({ testTimeout: 60_000 });

const hour = 3_600_000;

/** A sign-in that waits for an answer of `path`. */
async function startSigningIn(path: string) {
  const world = createWorld();
  const { session } = await start(world);
  world.api.fault(hang, { path });
  const signingIn = session.signIn(jeansSignIn);
  await settle();
  return { world, session, signingIn };
}

describe('signing in', () => {
  it('shows the dashboard with the profile, verified', async () => {
    const { session } = await startSignedIn(createWorld());
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
    const world = createWorld();
    await startSignedIn(world);
    expect([...world.keychain.entries.keys()]).toEqual([origin, `${origin}#canary`]);
    expect(world.api.isLive(world.keychain.entries.get(origin) ?? '')).toBe(true);
  });

  it('sends the login as a form', async () => {
    const world = createWorld();
    await startSignedIn(world);
    const login = world.api.calls.find((call) => call.path === '/auth/login');
    expect(Object.fromEntries(new URLSearchParams(login?.body))).toEqual({
      username: jean.email,
      password: jean.password,
    });
  });

  it('accepts a password with characters that a form must escape', async () => {
    const world = createWorld();
    const account = { email: 'a@example.com', username: 'a', password: 'é&=+ %💜\u{1F3B5}xxx' };
    world.api.addAccount(account);
    const { session } = await start(world);
    expect(await session.signIn({ login: 'a', password: account.password })).toEqual({
      ok: true,
      value: null,
    });
  });

  it('says that e-mail, username or password are wrong', async () => {
    const { session } = await start(createWorld());
    expect(await session.signIn({ login: jean.email, password: 'wrong' })).toEqual({
      ok: false,
      error: { code: 'wrong-credentials' },
    });
  });

  it('sends one POST to a host that takes 50 s to wake up', async () => {
    const world = createWorld();
    const { session } = await start(world);
    world.api.fault(() => new Response('waking', { status: 503 }), { path: '/', times: 25 });
    const signingIn = session.signIn(jeansSignIn);
    await world.clock.advance(50_000);
    expect(await signingIn).toMatchObject({ ok: true });
    expect(world.api.count('/auth/login')).toBe(1);
  });

  it('can be cancelled while the host wakes up, and leaves nothing behind', async () => {
    const { world, session, signingIn } = await startSigningIn('/');
    session.cancelSignIn();
    expect(await signingIn).toEqual({ ok: false, error: { code: 'cancelled' } });
    expect(world.keychain.entries.size).toBe(0);
    expect(session.getState().kind).toBe('signed-out');
  });

  it('tells the server to forget a session whose sign-in was cancelled too late', async () => {
    const world = createWorld();
    const { session } = await start(world);
    world.api.fault(
      async () => {
        session.cancelSignIn();
        throw networkError('ECONNRESET');
      },
      { path: '/auth/me', times: 1 },
    );
    const outcome = await session.signIn(jeansSignIn);
    await settle();
    expect(outcome).toEqual({ ok: false, error: { code: 'cancelled' } });
    expect(world.api.count('/auth/logout')).toBe(1);
    expect(world.keychain.entries.size).toBe(0);
  });

  it('refuses a second sign-in while one is under way', async () => {
    const world = createWorld();
    const { session } = await start(world);
    const first = session.signIn(jeansSignIn);
    expect(await session.signIn(jeansSignIn)).toEqual({
      ok: false,
      error: { code: 'busy' },
    });
    expect(await first).toMatchObject({ ok: true });
  });

  it('is refused while somebody is signed in', async () => {
    const world = createWorld();
    const { session } = await startSignedIn(world);
    expect(await session.signIn(jeansSignIn)).toEqual({
      ok: false,
      error: { code: 'busy' },
    });
    expect(world.api.count('/auth/login')).toBe(1);
  });

  it('signs in although the profile could not be asked, and shows it when it can', async () => {
    const world = createWorld();
    const { session } = await start(world);
    world.api.fault(() => Promise.reject(networkError('ECONNRESET')), {
      path: '/auth/me',
      times: 2,
    });
    await session.signIn(jeansSignIn);
    await settle();
    expect(session.getState()).toMatchObject({ kind: 'restoring', link: { kind: 'offline' } });
    await world.clock.advance(2_000);
    expect(session.getState()).toMatchObject({ kind: 'signed-in', link: { kind: 'online' } });
  });
});

describe('signing up', () => {
  const marie = { ...jean, email: 'marie@example.com', username: 'marie' };

  it('signs in with the tokens of the answer', async () => {
    const world = createWorld();
    const { session } = await start(world);
    expect(await session.signUp(marie)).toEqual({ ok: true, value: null });
    expect(world.api.count('/auth/login')).toBe(0);
    expect(session.getState()).toMatchObject({ kind: 'signed-in', user: { username: 'marie' } });
  });

  it('signs in by itself where the deployment answers with the user alone', async () => {
    const world = createWorld();
    world.api.registersWithTokens = false;
    const { session } = await start(world);
    expect(await session.signUp(marie)).toEqual({ ok: true, value: null });
    expect(world.api.count('/auth/login')).toBe(1);
  });

  it.each([
    ['email-taken', { ...marie, email: jean.email }],
    ['username-taken', { ...marie, username: jean.username }],
  ] as const)('tells %s apart', async (code, input) => {
    const { session } = await start(createWorld());
    expect(await session.signUp(input)).toEqual({ ok: false, error: { code } });
  });

  it('never sends a registration twice, and says that the account may exist', async () => {
    const world = createWorld();
    const { session } = await start(world);
    world.api.fault(() => Promise.reject(networkError('ECONNRESET')), { path: '/auth/register' });
    expect(await session.signUp(marie)).toEqual({ ok: false, error: { code: 'answer-lost' } });
    expect(world.api.count('/auth/register')).toBe(1);
  });
});

describe('restoring', () => {
  it('shows the dashboard from the cache before the network has answered', async () => {
    const world = createWorld();
    const first = await startSignedIn(world);
    world.api.fault(hang);
    const { session } = await restart(world, first);
    expect(session.getState()).toMatchObject({
      kind: 'signed-in',
      user: { email: jean.email },
      link: { kind: 'verifying' },
    });
  });

  it('survives 20 offline starts, then goes online by itself', async () => {
    const world = createWorld();
    let engine = await startSignedIn(world);
    const stored = world.keychain.entries.get(origin);
    world.api.fault(() => Promise.reject(networkError('ENOTFOUND')));
    for (let run = 0; run < 20; run += 1) {
      engine = await restart(world, engine);
      expect(engine.session.getState()).toMatchObject({
        kind: 'signed-in',
        link: { kind: 'offline', cause: 'network' },
      });
    }
    expect(world.keychain.entries.get(origin)).toBe(stored);
    world.api.heal();
    await world.clock.advance(2_000);
    expect(engine.session.getState()).toMatchObject({ link: { kind: 'online' } });
  });

  it('reads the token once per start, the canary before each use, and what it writes once after it', async () => {
    const world = createWorld();
    const first = await startSignedIn(world);
    world.keychain.operations.length = 0;
    await restart(world, first);
    expect(world.keychain.operations).toEqual([
      `get ${origin}`,
      `get ${origin}#canary`,
      `get ${origin}#canary`,
      `set ${origin}`,
      `get ${origin}`,
    ]);
  });

  it('wakes the host before it spends the refresh token', async () => {
    const world = createWorld();
    const first = await startSignedIn(world);
    world.api.calls.length = 0;
    await restart(world, first);
    expect(world.api.calls.map((call) => call.path)).toEqual(['/', '/auth/refresh', '/auth/me']);
  });

  it('restores from the token alone when the settings were lost', async () => {
    const world = createWorld();
    const first = await startSignedIn(world);
    world.records.update({ marker: null, profile: null, verifiedAt: null, lastEmail: null });
    const { session, states } = await restart(world, first);
    expect(states[0]).toMatchObject({ kind: 'restoring' });
    expect(session.getState()).toMatchObject({ kind: 'signed-in', link: { kind: 'online' } });
  });
});

describe('signing out', () => {
  it('leaves no token, no canary and no profile, and ends the session on the server', async () => {
    const world = createWorld();
    const { session } = await startSignedIn(world);
    const token = world.keychain.entries.get(origin) ?? '';
    await session.signOut();
    await settle();
    expect(world.keychain.entries.size).toBe(0);
    expect(world.records.read()).toMatchObject({ marker: null, profile: null });
    expect(world.api.isLive(token)).toBe(false);
  });

  it('fills in the e-mail and says why', async () => {
    const { session } = await startSignedIn(createWorld());
    await session.signOut();
    expect(session.getState()).toEqual({
      kind: 'signed-out',
      reason: 'user',
      email: jean.email,
    });
  });

  it('is local at once when offline, and tells the server after a restart', async () => {
    const world = createWorld();
    const engine = await startSignedIn(world);
    const token = world.keychain.entries.get(origin) ?? '';
    world.api.fault(() => Promise.reject(networkError('ENOTFOUND')));
    await engine.session.signOut();
    expect([...world.keychain.entries.keys()]).toEqual([`${origin}#revocations`]);
    expect(world.api.isLive(token)).toBe(true);
    world.api.heal();
    await restart(world, engine);
    expect(world.api.isLive(token)).toBe(false);
    expect(world.keychain.entries.size).toBe(0);
  });

  it('stops telling the server after seven days', async () => {
    const world = createWorld();
    const { session } = await startSignedIn(world);
    world.api.fault(() => Promise.reject(networkError('ENOTFOUND')));
    await session.signOut();
    await world.clock.advance(7 * 24 * hour + 10 * 60_000);
    expect(world.keychain.entries.size).toBe(0);
    expect(world.clock.pending()).toEqual([]);
  });

  it('wins over a refresh in flight: nothing is written after it', async () => {
    const world = createWorld();
    const first = await startSignedIn(world);
    let answer: () => void = () => {};
    world.api.fault(
      () =>
        new Promise((resolve) => {
          answer = () =>
            resolve(
              Response.json({ access_token: 'late', refresh_token: 'late', token_type: 'bearer' }),
            );
        }),
      { path: '/auth/refresh' },
    );
    const { session } = await restart(world, first);
    await session.signOut();
    answer();
    await settle();
    expect([...world.keychain.entries.values()]).not.toContain('late');
    expect(session.getState().kind).toBe('signed-out');
  });

  it('does nothing where nobody is signed in', async () => {
    const { session, states } = await start(createWorld());
    const before = [...states];
    await session.signOut();
    expect(states).toEqual(before);
  });

  it('cancels a sign-in that is under way', async () => {
    const { session, signingIn } = await startSigningIn('/auth/login');
    await session.signOut();
    expect(await signingIn).toEqual({ ok: false, error: { code: 'cancelled' } });
  });

  it('leaves nothing to do for the next start but one look at the keychain', async () => {
    const world = createWorld();
    const first = await startSignedIn(world);
    await first.session.signOut();
    await settle();
    world.api.calls.length = 0;
    world.keychain.operations.length = 0;
    await restart(world, first);
    expect(world.api.calls).toEqual([]);
    expect(world.keychain.operations).toEqual([`get ${origin}`, `get ${origin}#canary`]);
  });

  it('settles within 2 s when the keychain hangs', async () => {
    const world = createWorld();
    const { session } = await startSignedIn(world);
    world.keychain.mood = 'hanging';
    let isSettled = false;
    void session.signOut().then(() => {
      isSettled = true;
    });
    await world.clock.advance(2_000);
    expect(isSettled).toBe(true);
    expect(session.getState().kind).toBe('signed-out');
  });
});

describe('an application that ends', () => {
  it('resumes no session that its keychain returns late', async () => {
    const world = createWorld();
    const first = await startSignedIn(world);
    world.keychain.mood = 'hanging';
    const { session, states } = await restart(world, first);
    const asked = world.api.calls.length;
    session.dispose();
    await world.clock.advance(4_000);
    world.keychain.release();
    await settle();
    expect(states).toEqual([]);
    expect(world.api.calls).toHaveLength(asked);
    expect(world.clock.pending()).toEqual([]);
  });

  it('cancels a sign-in that is under way', async () => {
    const { session, signingIn } = await startSigningIn('/auth/login');
    session.dispose();
    expect(await signingIn).toEqual({ ok: false, error: { code: 'cancelled' } });
  });

  it('tells the server no more of a sign-out', async () => {
    const world = createWorld();
    const { session } = await startSignedIn(world);
    world.api.fault(() => Promise.reject(networkError('ENOTFOUND')));
    await session.signOut();
    await settle();
    session.dispose();
    expect(world.clock.pending()).toEqual([]);
  });
});

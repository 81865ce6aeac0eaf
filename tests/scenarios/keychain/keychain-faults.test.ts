import { createHash } from 'node:crypto';
import { describe, expect, it, vi } from 'vitest';
import {
  createSetup,
  type Engine,
  restart,
  type Setup,
  start,
  startSignedIn,
} from '../../support/engine/engine.ts';
import {
  hang,
  holdRefresh,
  html,
  jeansSignIn,
  json,
  networkError,
  origin,
} from '../../support/engine/fake-api.ts';
import { settle } from '../../support/engine/fake-clock.ts';
import { jean, marie } from '../../support/people.ts';

vi.setConfig({ testTimeout: 60_000 });

const second = 1_000;

function deletionsOf(setup: Setup): string[] {
  return setup.keychain.operations.filter((each) => each.startsWith('delete'));
}

function writesOf(setup: Setup): string[] {
  return setup.keychain.operations.filter((each) => each.startsWith('set'));
}

describe('a start with a stored session', () => {
  it.each([
    ['locked', 'linux', 'locked-or-cleared'],
    ['refusing', 'linux', 'unavailable'],
    ['refusing', 'darwin', 'denied'],
    ['refusing', 'win32', 'denied'],
    ['throwing-synchronously', 'linux', 'unavailable'],
  ] as const)(
    'and a keychain that is %s on %s: %s, no deletes and no writes',
    async (mood, platform, problem) => {
      const setup = createSetup({ platform });
      const first = await startSignedIn(setup);
      const stored = new Map(setup.keychain.entries);
      setup.keychain.operations.length = 0;
      setup.keychain.mood = mood;
      const { session } = await restart(setup, first);
      expect(session.getState()).toEqual({ kind: 'keychain-locked', problem, email: jean.email });
      expect([...deletionsOf(setup), ...writesOf(setup)]).toEqual([]);
      expect(setup.keychain.entries).toEqual(stored);
    },
  );

  it('resumes the session on try again once the keychain is unlocked', async () => {
    const setup = createSetup();
    const first = await startSignedIn(setup);
    setup.keychain.mood = 'locked';
    const { session, states } = await restart(setup, first);
    session.retry('user');
    await settle();
    expect(session.getState().kind).toBe('keychain-locked');
    setup.keychain.mood = 'working';
    session.retry('resume');
    await settle();
    expect(session.getState()).toMatchObject({ kind: 'signed-in', link: { kind: 'online' } });
    expect(states.map((state) => state.kind)).not.toContain('signed-out');
  });

  it('and a locked keychain: signing in again works, in memory', async () => {
    const setup = createSetup();
    const first = await startSignedIn(setup);
    setup.keychain.mood = 'locked';
    const { session } = await restart(setup, first);
    expect(await session.signIn(jeansSignIn)).toEqual({ ok: true, value: null });
    expect(session.getState()).toMatchObject({ kind: 'signed-in', storage: 'memory' });
  });

  it('and a keychain that does not know it while it knows the canary: it is lost', async () => {
    const setup = createSetup();
    const first = await startSignedIn(setup);
    setup.keychain.entries.delete(origin);
    const { session } = await restart(setup, first);
    expect(session.getState()).toEqual({
      kind: 'signed-out',
      reason: 'keychain-lost',
      email: jean.email,
    });
    expect(setup.records.read().signOutReason).toBe('keychain-lost');
  });

  it('and a keychain without token and canary: locked or cleared', async () => {
    const setup = createSetup();
    const first = await startSignedIn(setup);
    setup.keychain.entries.clear();
    const { session } = await restart(setup, first);
    expect(session.getState()).toMatchObject({ problem: 'locked-or-cleared' });
  });

  it('and a keychain that does not answer: says so after 3 s, and goes on when it does', async () => {
    const setup = createSetup();
    const first = await startSignedIn(setup);
    setup.keychain.mood = 'hanging';
    const { session } = await restart(setup, first);
    await setup.clock.advance(2_999);
    expect(session.getState()).toEqual({ kind: 'starting', isWaitingForKeychain: false });
    await setup.clock.advance(1);
    expect(session.getState()).toEqual({ kind: 'starting', isWaitingForKeychain: true });
    setup.keychain.release();
    await settle();
    expect(session.getState()).toMatchObject({ kind: 'signed-in', link: { kind: 'online' } });
  });

  it('and a keychain that does not answer: the sign-in form works', async () => {
    const setup = createSetup();
    const first = await startSignedIn(setup);
    setup.keychain.mood = 'hanging';
    const { session } = await restart(setup, first);
    await setup.clock.advance(5 * second);
    const signingIn = session.signIn(jeansSignIn);
    await setup.clock.advance(4 * second);
    expect(await signingIn).toEqual({ ok: true, value: null });
    expect(session.getState()).toMatchObject({ kind: 'signed-in', storage: 'memory' });
    setup.keychain.release();
    await settle();
    expect(session.getState()).toMatchObject({ kind: 'signed-in', storage: 'keychain' });
  });
});

describe('a keychain', () => {
  it('is never asked twice at the same time', async () => {
    const setup = createSetup();
    const first = await startSignedIn(setup);
    setup.keychain.mood = 'hanging';
    const { session } = await restart(setup, first);
    const signingIn = session.signIn(jeansSignIn);
    await setup.clock.advance(4 * second);
    await signingIn;
    session.retry('resume');
    await setup.clock.advance(4 * second);
    const signingOut = session.signOut();
    await setup.clock.advance(4 * second);
    await signingOut;
    setup.keychain.release();
    await settle();
    expect(setup.keychain.mostInFlight()).toBe(1);
  });

  it('that hangs while a sign-in stores its token: no session is shown until it answers, whatever is clicked', async () => {
    const setup = createSetup();
    const { session, states } = await start(setup);
    setup.keychain.mood = 'hanging';
    void session.signIn(jeansSignIn);
    await setup.clock.advance(second);
    session.retry('user');
    await settle();
    expect(states.map((state) => state.kind)).toEqual(['signed-out']);
  });

  it('that hangs and comes back after a sign-out ends with nothing of the user', async () => {
    const setup = createSetup();
    const { session } = await startSignedIn(setup);
    setup.keychain.mood = 'hanging';
    session.retry('resume');
    await setup.clock.advance(4 * second);
    const signingOut = session.signOut();
    await setup.clock.advance(2 * second);
    await signingOut;
    setup.keychain.release();
    await settle();
    expect(setup.keychain.entries.size).toBe(0);
  });

  it('without an entry, on a first start: signed out without a reason', async () => {
    const { session } = await start(createSetup());
    expect(session.getState()).toEqual({ kind: 'signed-out', reason: null, email: null });
  });
});

describe('a session without a working keychain', () => {
  it.each(['locked', 'refusing', 'throwing-synchronously'] as const)(
    '(%s) lives in memory, and no file knows of it',
    async (mood) => {
      const setup = createSetup();
      setup.keychain.mood = mood;
      const { session } = await startSignedIn(setup);
      expect(session.getState()).toMatchObject({ kind: 'signed-in', storage: 'memory' });
      expect(setup.records.read()).toMatchObject({ marker: null, profile: null, verifiedAt: null });
      expect(setup.keychain.entries.size).toBe(0);
    },
  );

  it('renews its token', async () => {
    const setup = createSetup();
    setup.keychain.mood = 'refusing';
    const { session } = await startSignedIn(setup);
    await setup.clock.advance(3_600 * second);
    expect(session.getState()).toMatchObject({ link: { kind: 'online' }, storage: 'memory' });
    expect(setup.api.count('/auth/refresh')).toBeGreaterThan(3);
  });

  it('moves into the keychain when that works again, and survives a restart then', async () => {
    const setup = createSetup();
    setup.keychain.mood = 'refusing';
    const first = await startSignedIn(setup);
    setup.keychain.mood = 'working';
    first.session.retry('user');
    await settle();
    expect(first.session.getState()).toMatchObject({ storage: 'keychain' });
    const { session } = await restart(setup, first);
    expect(session.getState()).toMatchObject({ kind: 'signed-in', link: { kind: 'online' } });
  });

  it('moves into a keychain that takes it late, and survives a restart then', async () => {
    const setup = createSetup();
    const first = await start(setup);
    setup.keychain.mood = 'hanging';
    const signingIn = first.session.signIn(jeansSignIn);
    await setup.clock.advance(4 * second);
    await signingIn;
    setup.keychain.release();
    await settle();
    const { session } = await restart(setup, first);
    expect(session.getState()).toMatchObject({ kind: 'signed-in', link: { kind: 'online' } });
  });

  it('is gone at the next start, which says why', async () => {
    const setup = createSetup();
    setup.keychain.mood = 'refusing';
    const first = await startSignedIn(setup);
    const { session } = await restart(setup, first);
    expect(session.getState()).toEqual({
      kind: 'signed-out',
      reason: 'keychain-lost',
      email: jean.email,
    });
  });

  it('begun while another was locked away never brings that one back', async () => {
    const setup = createSetup();
    setup.api.addAccount(marie);
    const first = await startSignedIn(setup);
    setup.keychain.mood = 'locked';
    const second = await restart(setup, first);
    await second.session.signIn({ login: marie.email, password: marie.password });
    setup.keychain.mood = 'working';
    const { session, states } = await restart(setup, second);
    await settle();
    expect(session.getState()).toMatchObject({ kind: 'signed-out', email: marie.email });
    expect(JSON.stringify(states)).not.toContain(jean.email);
    expect(setup.keychain.entries.size).toBe(0);
  });
});

describe('a keychain that stops working during a run', () => {
  it('keeps the session in memory, and takes it back later', async () => {
    const setup = createSetup();
    const { session } = await startSignedIn(setup);
    setup.keychain.mood = 'refusing';
    session.retry('resume');
    await settle();
    expect(session.getState()).toMatchObject({ kind: 'signed-in', storage: 'memory' });
    setup.keychain.mood = 'working';
    session.retry('resume');
    await settle();
    expect(session.getState()).toMatchObject({ kind: 'signed-in', storage: 'keychain' });
  });

  it.each(['refusing', 'locked', 'full'] as const)(
    '(%s) leaves a stale token that is never spent: the next start says keychain-lost',
    async (fault) => {
      const setup = createSetup();
      const first = await startSignedIn(setup);
      const stale = setup.keychain.entries.get(origin) ?? '';
      if (fault === 'full') {
        setup.keychain.longestBytes = 0;
      } else {
        setup.keychain.mood = fault;
      }
      await setup.clock.advance(30 * 60 * second);
      expect(first.session.getState()).toMatchObject({ kind: 'signed-in', storage: 'memory' });
      setup.keychain.mood = 'working';
      setup.keychain.longestBytes = Number.POSITIVE_INFINITY;
      setup.api.calls.length = 0;
      const { session } = await restart(setup, first);
      expect(session.getState()).toEqual({
        kind: 'signed-out',
        reason: 'keychain-lost',
        email: jean.email,
      });
      expect(setup.api.count('/auth/refresh')).toBe(0);
      await settle();
      expect(setup.keychain.entries.get(origin)).not.toBe(stale);
    },
  );

  it('gets the token again by itself, within a minute of working again', async () => {
    const setup = createSetup();
    const first = await startSignedIn(setup);
    setup.keychain.mood = 'refusing';
    first.session.retry('resume');
    await setup.clock.advance(20 * 60 * second);
    setup.keychain.mood = 'working';
    await setup.clock.advance(60 * second);
    expect(first.session.getState()).toMatchObject({ kind: 'signed-in', storage: 'keychain' });
    const { session, states } = await restart(setup, first);
    expect(session.getState()).toMatchObject({ kind: 'signed-in', link: { kind: 'online' } });
    expect(states.map((state) => state.kind)).not.toContain('signed-out');
  });

  it('is not asked again by a timer after it has taken its time: it may have asked the user', async () => {
    const setup = createSetup();
    const { session } = await startSignedIn(setup);
    setup.keychain.mood = 'hanging';
    session.retry('resume');
    await setup.clock.advance(5 * second);
    expect(session.getState()).toMatchObject({ storage: 'memory' });
    setup.keychain.release();
    setup.keychain.mood = 'refusing';
    await settle();
    const asked = setup.keychain.operations.length;
    await setup.clock.advance(5 * 60 * second);
    expect(setup.keychain.operations).toHaveLength(asked);
  });
});

describe('garbage in place of the token', () => {
  it('is told as a lost session, and is not sent to the API', async () => {
    const setup = createSetup();
    const first = await startSignedIn(setup);
    setup.keychain.entries.set(origin, '\u0001\u0002garbage');
    setup.api.calls.length = 0;
    const { session } = await restart(setup, first);
    expect(session.getState()).toMatchObject({ kind: 'signed-out', reason: 'keychain-lost' });
    expect(setup.api.count('/auth/refresh')).toBe(0);
  });
});

describe('Windows, where a credential holds 2,560 bytes', () => {
  function longTokenSetup(): Setup {
    const setup = createSetup({ platform: 'win32' });
    setup.keychain.longestBytes = 2_560;
    setup.api.refreshTokenPadding = '0123456789'.repeat(600);
    return setup;
  }

  /** The token that the next start will spend. */
  async function spentAfter(setup: Setup, engine: Engine): Promise<string> {
    setup.api.calls.length = 0;
    await restart(setup, engine);
    const refresh = setup.api.calls.find((call) => call.path === '/auth/refresh');
    return digest(JSON.parse(refresh?.body ?? '{}').refresh_token);
  }

  it('a token of 6 kB is stored in parts and read back', async () => {
    const setup = longTokenSetup();
    const first = await startSignedIn(setup);
    expect(first.session.getState()).toMatchObject({ kind: 'signed-in', storage: 'keychain' });
    await restart(setup, first);
    const second = await restart(setup, first);
    expect(second.session.getState()).toMatchObject({ link: { kind: 'online' } });
  });

  it.each([0, 1, 2, 3])(
    'a write torn after %i entries leaves the old session whole',
    async (done) => {
      const setup = longTokenSetup();
      const first = await startSignedIn(setup);
      const before = setup.api.currentTokens();
      setup.keychain.tearAfterWrites = done;
      first.session.retry('resume');
      await settle();
      setup.keychain.tearAfterWrites = null;
      expect(await spentAfter(setup, first)).toBe(digest(before[0]));
    },
  );

  it('a write that is whole replaces the old session', async () => {
    const setup = longTokenSetup();
    const first = await startSignedIn(setup);
    first.session.retry('resume');
    await settle();
    const [current] = setup.api.currentTokens();
    expect(await spentAfter(setup, first)).toBe(digest(current));
    expect(setup.keychain.entries.size).toBe(5);
  });

  it.each([
    ['missing', (setup: Setup, part: string) => setup.keychain.entries.delete(part)],
    ['altered', (setup: Setup, part: string) => setup.keychain.entries.set(part, 'x')],
  ])(
    'a part that is %s is a refusal of the keychain, not an absent session',
    async (_name, harm) => {
      const setup = longTokenSetup();
      const first = await startSignedIn(setup);
      const part = [...setup.keychain.entries.keys()].find((each) => each.endsWith('.1')) ?? '';
      harm(setup, part);
      const stored = new Map(setup.keychain.entries);
      const { session } = await restart(setup, first);
      expect(session.getState()).toMatchObject({ kind: 'keychain-locked' });
      expect(setup.keychain.entries).toEqual(stored);
    },
  );

  it('a sign-out leaves no part behind', async () => {
    const setup = longTokenSetup();
    const { session } = await startSignedIn(setup);
    await session.signOut();
    await settle();
    expect([...setup.keychain.entries.keys()]).toEqual([]);
  });
});

describe('Linux and macOS', () => {
  it.each(['linux', 'darwin'] as const)(
    'store a token of 6 kB in one entry (%s)',
    async (platform) => {
      const setup = createSetup({ platform });
      setup.api.refreshTokenPadding = 't'.repeat(6_000);
      await startSignedIn(setup);
      expect(digest(setup.keychain.entries.get(origin))).toBe(digest(setup.api.currentTokens()[0]));
    },
  );
});

describe('signing out', () => {
  it('in the middle of a refresh whose answer comes later writes nothing and shows nothing', async () => {
    const setup = createSetup();
    const { session, states } = await startSignedIn(setup);
    const release = holdRefresh(setup.api);
    session.retry('resume');
    await settle();
    await session.signOut();
    setup.keychain.operations.length = 0;
    states.length = 0;
    release();
    await settle();
    expect(writesOf(setup).filter((each) => each === `set ${origin}`)).toEqual([]);
    expect(states).toEqual([]);
  });

  it.each([
    ['', true],
    [', though the session has no canary yet', false],
  ])('while the new token is being written leaves nothing behind%s', async (_name, hasCanary) => {
    const setup = createSetup();
    const { session } = await startSignedIn(setup);
    if (!hasCanary) {
      setup.keychain.entries.delete(`${origin}#canary`);
    }
    setup.keychain.mood = 'hanging';
    session.retry('resume');
    await setup.clock.advance(second);
    const signingOut = session.signOut();
    setup.keychain.release();
    await signingOut;
    await settle();
    expect(setup.keychain.entries.size).toBe(0);
  });

  it('while the keychain hangs is not undone when the write of a new token is given up', async () => {
    const setup = createSetup();
    const { session } = await startSignedIn(setup);
    setup.keychain.mood = 'hanging';
    session.retry('resume');
    await setup.clock.advance(second);
    void session.signOut();
    await setup.clock.advance(5 * second);
    expect(session.getState().kind).toBe('signed-out');
  });

  it('while the keychain hangs, then a sign-in: the late removal spares the new session', async () => {
    const setup = createSetup();
    const engine = await start(setup);
    setup.keychain.mood = 'hanging';
    void engine.session.signIn(jeansSignIn);
    await settle();
    void engine.session.signOut();
    await settle();
    void engine.session.signIn(jeansSignIn);
    await settle();
    setup.keychain.release();
    await setup.clock.advance(10_000);
    expect(setup.api.ownerOf(setup.keychain.entries.get(origin) ?? '')).toBe(jean.email);
    const { session } = await restart(setup, engine);
    expect(session.getState()).toMatchObject({ kind: 'signed-in', link: { kind: 'online' } });
  });

  it('while a sign-in stores its token leaves nothing behind', async () => {
    const setup = createSetup();
    const first = await startSignedIn(setup);
    setup.keychain.mood = 'locked';
    const { session } = await restart(setup, first);
    setup.keychain.mood = 'hanging';
    const signingIn = session.signIn(jeansSignIn);
    await setup.clock.advance(second);
    const signingOut = session.signOut();
    setup.keychain.release();
    await signingOut;
    expect(await signingIn).toEqual({ ok: false, error: { code: 'cancelled' } });
    await settle();
    expect(session.getState().kind).toBe('signed-out');
    expect(setup.keychain.entries.size).toBe(0);
  });

  it('offline for days: the queue is tried until the server has heard', async () => {
    const setup = createSetup();
    const { session } = await startSignedIn(setup);
    const token = setup.keychain.entries.get(origin) ?? '';
    setup.api.fault(() => html(503));
    await session.signOut();
    await setup.clock.advance(3_600 * second);
    expect(setup.api.isLive(token)).toBe(true);
    setup.api.heal();
    await setup.clock.advance(5 * 60 * second);
    expect(setup.api.isLive(token)).toBe(false);
    expect(setup.keychain.entries.size).toBe(0);
  });

  it.each([
    ['2xx', () => json(204 - 4, {})],
    ['204 without a body', () => new Response(null, { status: 204 })],
    ['401 of the API', () => json(401, { detail: 'no' })],
  ] as const)('is done with %s', async (_name, answer) => {
    const setup = createSetup();
    const { session } = await startSignedIn(setup);
    setup.api.fault(answer, { path: '/auth/logout', times: 1 });
    await session.signOut();
    await settle();
    expect(setup.keychain.entries.size).toBe(0);
    expect(setup.records.read().pendingRevocations).toBe(0);
  });

  it.each([
    ['401 of a portal', () => html(401)],
    ['400', () => json(400, { detail: 'no' })],
    ['200 with HTML', () => html(200)],
  ] as const)('is not done with %s', async (_name, answer) => {
    const setup = createSetup();
    const { session } = await startSignedIn(setup);
    setup.api.fault(answer, { path: '/auth/logout', times: 1 });
    await session.signOut();
    await settle();
    expect([...setup.keychain.entries.keys()]).toEqual([`${origin}#revocations`]);
    await setup.clock.advance(2 * second);
    expect(setup.keychain.entries.size).toBe(0);
  });

  it('obeys Retry-After when it tells the server', async () => {
    const setup = createSetup();
    const { session } = await startSignedIn(setup);
    setup.api.fault(() => json(429, { detail: 'busy' }, { 'retry-after': '600' }), {
      path: '/auth/logout',
      times: 1,
    });
    await session.signOut();
    await setup.clock.advance(599 * second);
    expect(setup.api.count('/auth/logout')).toBe(1);
    await setup.clock.advance(second);
    expect(setup.api.count('/auth/logout')).toBe(2);
  });

  it('tells the server at once when the network is back', async () => {
    const setup = createSetup();
    const { session } = await startSignedIn(setup);
    setup.api.fault(() => Promise.reject(networkError('ENOTFOUND')));
    await session.signOut();
    await setup.clock.advance(3_600 * second);
    setup.api.heal();
    session.retry('network-up');
    await settle();
    expect(setup.keychain.entries.size).toBe(0);
  });

  it('never overwrites a queue that could not be read', async () => {
    const setup = createSetup();
    const first = await startSignedIn(setup);
    setup.api.fault(() => Promise.reject(networkError('ENOTFOUND')));
    await first.session.signOut();
    const earlier = setup.keychain.entries.get(`${origin}#revocations`) ?? '';
    setup.keychain.mood = 'refusing';
    const second = await restart(setup, first);
    setup.keychain.mood = 'working';
    setup.api.heal();
    setup.api.fault(() => Promise.reject(networkError('ENOTFOUND')), { path: '/auth/logout' });
    await second.session.signIn(jeansSignIn);
    await second.session.signOut();
    await settle();
    const queue = JSON.parse(setup.keychain.entries.get(`${origin}#revocations`) ?? '[]');
    expect(queue).toHaveLength(2);
    expect(queue[0]).toEqual(JSON.parse(earlier)[0]);
  });

  it('killed before the vault was cleared is finished by the next start', async () => {
    const setup = createSetup();
    const first = await startSignedIn(setup);
    const token = setup.keychain.entries.get(origin) ?? '';
    const stored = new Map(setup.keychain.entries);
    void first.session.signOut();
    first.session.dispose();
    await settle();
    for (const [account, secret] of stored) {
      setup.keychain.entries.set(account, secret);
    }
    const { session } = await start(setup);
    await settle();
    expect(session.getState()).toMatchObject({ kind: 'signed-out', reason: 'user' });
    expect(setup.keychain.entries.size).toBe(0);
    expect(setup.api.isLive(token)).toBe(false);
  });

  it('settles within 2 s when network and keychain both hang', async () => {
    const setup = createSetup();
    const { session } = await startSignedIn(setup);
    setup.api.fault(hang);
    setup.keychain.mood = 'hanging';
    session.retry('resume');
    await settle();
    const signedOut = vi.fn();
    void session.signOut().then(signedOut);
    await setup.clock.advance(2 * second);
    expect(signedOut).toHaveBeenCalledOnce();
  });
});

describe('another user', () => {
  it('who signs in while a refresh of the first is in flight sees and stores nothing of them', async () => {
    const setup = createSetup();
    setup.api.addAccount(marie);
    const { session, states } = await startSignedIn(setup);
    let release: () => void = () => {};
    setup.api.fault(
      () =>
        new Promise((resolve) => {
          release = () => resolve(json(200, { access_token: 'late', refresh_token: 'late' }));
        }),
      { path: '/auth/refresh', times: 1 },
    );
    session.retry('resume');
    await settle();
    await session.signOut();
    states.length = 0;
    await session.signIn({ login: marie.email, password: marie.password });
    release();
    await settle();
    expect(session.getState()).toMatchObject({ kind: 'signed-in', user: { email: marie.email } });
    expect(JSON.stringify([states, setup.records.read()])).not.toContain(jean.email);
    expect([...setup.keychain.entries.values()]).not.toContain('late');
  });
});

describe('two API origins', () => {
  it('never mix their sessions', async () => {
    const setup = createSetup();
    const first = await startSignedIn(setup);
    const stored = new Map(setup.keychain.entries);
    first.session.dispose();
    const other = { ...createSetup({ origin: 'https://other.example.com' }), ...sharing(setup) };
    const { session } = await start(other);
    expect(session.getState()).toEqual({ kind: 'signed-out', reason: null, email: null });
    await session.signIn(jeansSignIn);
    await session.signOut();
    await settle();
    expect(setup.keychain.entries).toEqual(stored);
    const back = await start(setup);
    expect(back.session.getState()).toMatchObject({ kind: 'signed-in', link: { kind: 'online' } });
  });
});

describe('settings that cannot be written', () => {
  it('after an earlier sign-out do not cost the new session', async () => {
    const setup = createSetup();
    const first = await startSignedIn(setup);
    await first.session.signOut();
    await settle();
    const onDisk = setup.records.read();
    await setup.clock.advance(1_000);
    await first.session.signIn(jeansSignIn);
    setup.records.update(onDisk);
    const second = await restart(setup, first);
    await settle();
    const online = { kind: 'signed-in', link: { kind: 'online' } };
    expect(second.session.getState()).toMatchObject(online);
    const third = await restart(setup, second);
    expect(third.session.getState()).toMatchObject(online);
    expect(third.states.map((state) => state.kind)).not.toContain('signed-out');
  });
});

/** One computer has one keychain; records are kept apart by origin. */
function sharing({ clock, keychain, api }: Setup): Pick<Setup, 'clock' | 'keychain' | 'api'> {
  return { clock, keychain, api };
}

/** Keeps a report short when long tokens differ. */
function digest(text: string | undefined): string {
  return createHash('sha256')
    .update(text ?? 'none')
    .digest('hex');
}

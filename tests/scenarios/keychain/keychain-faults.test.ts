import { createHash } from 'node:crypto';
import { describe, expect, it, vi } from 'vitest';
import {
  createWorld,
  type Engine,
  restart,
  start,
  startSignedIn,
  type World,
} from '../../support/engine/engine.ts';
import {
  hang,
  holdRefresh,
  html,
  jean,
  jeansSignIn,
  json,
  networkError,
  origin,
} from '../../support/engine/fake-api.ts';
import { settle } from '../../support/engine/fake-clock.ts';

vi.setConfig({ testTimeout: 60_000 });

const second = 1_000;
const marie = {
  ...jean,
  email: 'marie@example.com',
  username: 'marie',
  password: 'AnotherSecret456!',
};

function deletionsOf(world: World): string[] {
  return world.keychain.operations.filter((each) => each.startsWith('delete'));
}

function writesOf(world: World): string[] {
  return world.keychain.operations.filter((each) => each.startsWith('set'));
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
      const world = createWorld({ platform });
      const first = await startSignedIn(world);
      const stored = new Map(world.keychain.entries);
      world.keychain.operations.length = 0;
      world.keychain.mood = mood;
      const { session } = await restart(world, first);
      expect(session.getState()).toEqual({ kind: 'keychain-locked', problem, email: jean.email });
      expect([...deletionsOf(world), ...writesOf(world)]).toEqual([]);
      expect(world.keychain.entries).toEqual(stored);
    },
  );

  it('resumes the session on try again once the keychain is unlocked', async () => {
    const world = createWorld();
    const first = await startSignedIn(world);
    world.keychain.mood = 'locked';
    const { session, states } = await restart(world, first);
    session.retry('user');
    await settle();
    expect(session.getState().kind).toBe('keychain-locked');
    world.keychain.mood = 'working';
    session.retry('resume');
    await settle();
    expect(session.getState()).toMatchObject({ kind: 'signed-in', link: { kind: 'online' } });
    expect(states.map((state) => state.kind)).not.toContain('signed-out');
  });

  it('and a locked keychain: signing in again works, in memory', async () => {
    const world = createWorld();
    const first = await startSignedIn(world);
    world.keychain.mood = 'locked';
    const { session } = await restart(world, first);
    expect(await session.signIn(jeansSignIn)).toEqual({ ok: true, value: null });
    expect(session.getState()).toMatchObject({ kind: 'signed-in', storage: 'memory' });
  });

  it('and a keychain that does not know it while it knows the canary: it is lost', async () => {
    const world = createWorld();
    const first = await startSignedIn(world);
    world.keychain.entries.delete(origin);
    const { session } = await restart(world, first);
    expect(session.getState()).toEqual({
      kind: 'signed-out',
      reason: 'keychain-lost',
      email: jean.email,
    });
    expect(world.records.read().signOutReason).toBe('keychain-lost');
  });

  it('and a keychain without token and canary: locked or cleared', async () => {
    const world = createWorld();
    const first = await startSignedIn(world);
    world.keychain.entries.clear();
    const { session } = await restart(world, first);
    expect(session.getState()).toMatchObject({ problem: 'locked-or-cleared' });
  });

  it('and a keychain that does not answer: says so after 3 s, and goes on when it does', async () => {
    const world = createWorld();
    const first = await startSignedIn(world);
    world.keychain.mood = 'hanging';
    const { session } = await restart(world, first);
    await world.clock.advance(2_999);
    expect(session.getState()).toEqual({ kind: 'starting', isWaitingForKeychain: false });
    await world.clock.advance(1);
    expect(session.getState()).toEqual({ kind: 'starting', isWaitingForKeychain: true });
    world.keychain.release();
    await settle();
    expect(session.getState()).toMatchObject({ kind: 'signed-in', link: { kind: 'online' } });
  });

  it('and a keychain that does not answer: the sign-in form works', async () => {
    const world = createWorld();
    const first = await startSignedIn(world);
    world.keychain.mood = 'hanging';
    const { session } = await restart(world, first);
    await world.clock.advance(5 * second);
    const signingIn = session.signIn(jeansSignIn);
    await world.clock.advance(4 * second);
    expect(await signingIn).toEqual({ ok: true, value: null });
    expect(session.getState()).toMatchObject({ kind: 'signed-in', storage: 'memory' });
    world.keychain.release();
    await settle();
    expect(session.getState()).toMatchObject({ kind: 'signed-in', storage: 'keychain' });
  });
});

describe('a keychain', () => {
  it('is never asked twice at the same time', async () => {
    const world = createWorld();
    const first = await startSignedIn(world);
    world.keychain.mood = 'hanging';
    const { session } = await restart(world, first);
    const signingIn = session.signIn(jeansSignIn);
    await world.clock.advance(4 * second);
    await signingIn;
    session.retry('resume');
    await world.clock.advance(4 * second);
    const signingOut = session.signOut();
    await world.clock.advance(4 * second);
    await signingOut;
    world.keychain.release();
    await settle();
    expect(world.keychain.mostInFlight()).toBe(1);
  });

  it('that hangs while a sign-in stores its token: no session is shown until it answers, whatever is clicked', async () => {
    const world = createWorld();
    const { session, states } = await start(world);
    world.keychain.mood = 'hanging';
    void session.signIn(jeansSignIn);
    await world.clock.advance(second);
    session.retry('user');
    await settle();
    expect(states.map((state) => state.kind)).toEqual(['signed-out']);
  });

  it('that hangs and comes back after a sign-out ends with nothing of the user', async () => {
    const world = createWorld();
    const { session } = await startSignedIn(world);
    world.keychain.mood = 'hanging';
    session.retry('resume');
    await world.clock.advance(4 * second);
    const signingOut = session.signOut();
    await world.clock.advance(2 * second);
    await signingOut;
    world.keychain.release();
    await settle();
    expect(world.keychain.entries.size).toBe(0);
  });

  it('without an entry, on a first start: signed out without a reason', async () => {
    const { session } = await start(createWorld());
    expect(session.getState()).toEqual({ kind: 'signed-out', reason: null, email: null });
  });
});

describe('a session without a working keychain', () => {
  it.each(['locked', 'refusing', 'throwing-synchronously'] as const)(
    '(%s) lives in memory, and no file knows of it',
    async (mood) => {
      const world = createWorld();
      world.keychain.mood = mood;
      const { session } = await startSignedIn(world);
      expect(session.getState()).toMatchObject({ kind: 'signed-in', storage: 'memory' });
      expect(world.records.read()).toMatchObject({ marker: null, profile: null, verifiedAt: null });
      expect(world.keychain.entries.size).toBe(0);
    },
  );

  it('renews its token', async () => {
    const world = createWorld();
    world.keychain.mood = 'refusing';
    const { session } = await startSignedIn(world);
    await world.clock.advance(3_600 * second);
    expect(session.getState()).toMatchObject({ link: { kind: 'online' }, storage: 'memory' });
    expect(world.api.count('/auth/refresh')).toBeGreaterThan(3);
  });

  it('moves into the keychain when that works again, and survives a restart then', async () => {
    const world = createWorld();
    world.keychain.mood = 'refusing';
    const first = await startSignedIn(world);
    world.keychain.mood = 'working';
    first.session.retry('user');
    await settle();
    expect(first.session.getState()).toMatchObject({ storage: 'keychain' });
    const { session } = await restart(world, first);
    expect(session.getState()).toMatchObject({ kind: 'signed-in', link: { kind: 'online' } });
  });

  it('moves into a keychain that takes it late, and survives a restart then', async () => {
    const world = createWorld();
    const first = await start(world);
    world.keychain.mood = 'hanging';
    const signingIn = first.session.signIn(jeansSignIn);
    await world.clock.advance(4 * second);
    await signingIn;
    world.keychain.release();
    await settle();
    const { session } = await restart(world, first);
    expect(session.getState()).toMatchObject({ kind: 'signed-in', link: { kind: 'online' } });
  });

  it('is gone at the next start, which says why', async () => {
    const world = createWorld();
    world.keychain.mood = 'refusing';
    const first = await startSignedIn(world);
    const { session } = await restart(world, first);
    expect(session.getState()).toEqual({
      kind: 'signed-out',
      reason: 'keychain-lost',
      email: jean.email,
    });
  });

  it('begun while another was locked away never brings that one back', async () => {
    const world = createWorld();
    world.api.addAccount(marie);
    const first = await startSignedIn(world);
    world.keychain.mood = 'locked';
    const second = await restart(world, first);
    await second.session.signIn({ login: marie.email, password: marie.password });
    world.keychain.mood = 'working';
    const { session, states } = await restart(world, second);
    await settle();
    expect(session.getState()).toMatchObject({ kind: 'signed-out', email: marie.email });
    expect(JSON.stringify(states)).not.toContain(jean.email);
    expect(world.keychain.entries.size).toBe(0);
  });
});

describe('a keychain that stops working during a run', () => {
  it('keeps the session in memory, and takes it back later', async () => {
    const world = createWorld();
    const { session } = await startSignedIn(world);
    world.keychain.mood = 'refusing';
    session.retry('resume');
    await settle();
    expect(session.getState()).toMatchObject({ kind: 'signed-in', storage: 'memory' });
    world.keychain.mood = 'working';
    session.retry('resume');
    await settle();
    expect(session.getState()).toMatchObject({ kind: 'signed-in', storage: 'keychain' });
  });

  it.each(['refusing', 'locked', 'full'] as const)(
    '(%s) leaves a stale token that is never spent: the next start says keychain-lost',
    async (fault) => {
      const world = createWorld();
      const first = await startSignedIn(world);
      const stale = world.keychain.entries.get(origin) ?? '';
      if (fault === 'full') {
        world.keychain.longestBytes = 0;
      } else {
        world.keychain.mood = fault;
      }
      await world.clock.advance(30 * 60 * second);
      expect(first.session.getState()).toMatchObject({ kind: 'signed-in', storage: 'memory' });
      world.keychain.mood = 'working';
      world.keychain.longestBytes = Number.POSITIVE_INFINITY;
      world.api.calls.length = 0;
      const { session } = await restart(world, first);
      expect(session.getState()).toEqual({
        kind: 'signed-out',
        reason: 'keychain-lost',
        email: jean.email,
      });
      expect(world.api.count('/auth/refresh')).toBe(0);
      await settle();
      expect(world.keychain.entries.get(origin)).not.toBe(stale);
    },
  );

  it('gets the token again by itself, within a minute of working again', async () => {
    const world = createWorld();
    const first = await startSignedIn(world);
    world.keychain.mood = 'refusing';
    first.session.retry('resume');
    await world.clock.advance(20 * 60 * second);
    world.keychain.mood = 'working';
    await world.clock.advance(60 * second);
    expect(first.session.getState()).toMatchObject({ kind: 'signed-in', storage: 'keychain' });
    const { session, states } = await restart(world, first);
    expect(session.getState()).toMatchObject({ kind: 'signed-in', link: { kind: 'online' } });
    expect(states.map((state) => state.kind)).not.toContain('signed-out');
  });

  it('is not asked again by a timer after it has taken its time: it may have asked the user', async () => {
    const world = createWorld();
    const { session } = await startSignedIn(world);
    world.keychain.mood = 'hanging';
    session.retry('resume');
    await world.clock.advance(5 * second);
    expect(session.getState()).toMatchObject({ storage: 'memory' });
    world.keychain.release();
    world.keychain.mood = 'refusing';
    await settle();
    const asked = world.keychain.operations.length;
    await world.clock.advance(5 * 60 * second);
    expect(world.keychain.operations).toHaveLength(asked);
  });
});

describe('garbage in place of the token', () => {
  it('is told as a lost session, and is not sent to the API', async () => {
    const world = createWorld();
    const first = await startSignedIn(world);
    world.keychain.entries.set(origin, '\u0001\u0002garbage');
    world.api.calls.length = 0;
    const { session } = await restart(world, first);
    expect(session.getState()).toMatchObject({ kind: 'signed-out', reason: 'keychain-lost' });
    expect(world.api.count('/auth/refresh')).toBe(0);
  });
});

describe('Windows, where a credential holds 2,560 bytes', () => {
  function longTokenWorld(): World {
    const world = createWorld({ platform: 'win32' });
    world.keychain.longestBytes = 2_560;
    world.api.refreshTokenPadding = '0123456789'.repeat(600);
    return world;
  }

  /** The token that the next start will spend. */
  async function spentAfter(world: World, engine: Engine): Promise<string> {
    world.api.calls.length = 0;
    await restart(world, engine);
    const refresh = world.api.calls.find((call) => call.path === '/auth/refresh');
    return digest(JSON.parse(refresh?.body ?? '{}').refresh_token);
  }

  it('a token of 6 kB is stored in parts and read back', async () => {
    const world = longTokenWorld();
    const first = await startSignedIn(world);
    expect(first.session.getState()).toMatchObject({ kind: 'signed-in', storage: 'keychain' });
    await restart(world, first);
    const second = await restart(world, first);
    expect(second.session.getState()).toMatchObject({ link: { kind: 'online' } });
  });

  it.each([0, 1, 2, 3])(
    'a write torn after %i entries leaves the old session whole',
    async (done) => {
      const world = longTokenWorld();
      const first = await startSignedIn(world);
      const before = world.api.currentTokens();
      world.keychain.tearAfterWrites = done;
      first.session.retry('resume');
      await settle();
      world.keychain.tearAfterWrites = null;
      expect(await spentAfter(world, first)).toBe(digest(before[0]));
    },
  );

  it('a write that is whole replaces the old session', async () => {
    const world = longTokenWorld();
    const first = await startSignedIn(world);
    first.session.retry('resume');
    await settle();
    const [current] = world.api.currentTokens();
    expect(await spentAfter(world, first)).toBe(digest(current));
    expect(world.keychain.entries.size).toBe(5);
  });

  it.each([
    ['missing', (world: World, part: string) => world.keychain.entries.delete(part)],
    ['altered', (world: World, part: string) => world.keychain.entries.set(part, 'x')],
  ])(
    'a part that is %s is a refusal of the keychain, not an absent session',
    async (_name, harm) => {
      const world = longTokenWorld();
      const first = await startSignedIn(world);
      const part = [...world.keychain.entries.keys()].find((each) => each.endsWith('.1')) ?? '';
      harm(world, part);
      const stored = new Map(world.keychain.entries);
      const { session } = await restart(world, first);
      expect(session.getState()).toMatchObject({ kind: 'keychain-locked' });
      expect(world.keychain.entries).toEqual(stored);
    },
  );

  it('a sign-out leaves no part behind', async () => {
    const world = longTokenWorld();
    const { session } = await startSignedIn(world);
    await session.signOut();
    await settle();
    expect([...world.keychain.entries.keys()]).toEqual([]);
  });
});

describe('Linux and macOS', () => {
  it.each(['linux', 'darwin'] as const)(
    'store a token of 6 kB in one entry (%s)',
    async (platform) => {
      const world = createWorld({ platform });
      world.api.refreshTokenPadding = 't'.repeat(6_000);
      await startSignedIn(world);
      expect(digest(world.keychain.entries.get(origin))).toBe(digest(world.api.currentTokens()[0]));
    },
  );
});

describe('signing out', () => {
  it('in the middle of a refresh whose answer comes later writes nothing and shows nothing', async () => {
    const world = createWorld();
    const { session, states } = await startSignedIn(world);
    const release = holdRefresh(world.api);
    session.retry('resume');
    await settle();
    await session.signOut();
    world.keychain.operations.length = 0;
    states.length = 0;
    release();
    await settle();
    expect(writesOf(world).filter((each) => each === `set ${origin}`)).toEqual([]);
    expect(states).toEqual([]);
  });

  it.each([
    ['', true],
    [', though the session has no canary yet', false],
  ])('while the new token is being written leaves nothing behind%s', async (_name, hasCanary) => {
    const world = createWorld();
    const { session } = await startSignedIn(world);
    if (!hasCanary) {
      world.keychain.entries.delete(`${origin}#canary`);
    }
    world.keychain.mood = 'hanging';
    session.retry('resume');
    await world.clock.advance(second);
    const signingOut = session.signOut();
    world.keychain.release();
    await signingOut;
    await settle();
    expect(world.keychain.entries.size).toBe(0);
  });

  it('while the keychain hangs is not undone when the write of a new token is given up', async () => {
    const world = createWorld();
    const { session } = await startSignedIn(world);
    world.keychain.mood = 'hanging';
    session.retry('resume');
    await world.clock.advance(second);
    void session.signOut();
    await world.clock.advance(5 * second);
    expect(session.getState().kind).toBe('signed-out');
  });

  it('while the keychain hangs, then a sign-in: the late removal spares the new session', async () => {
    const world = createWorld();
    const engine = await start(world);
    world.keychain.mood = 'hanging';
    void engine.session.signIn(jeansSignIn);
    await settle();
    void engine.session.signOut();
    await settle();
    void engine.session.signIn(jeansSignIn);
    await settle();
    world.keychain.release();
    await world.clock.advance(10_000);
    expect(world.api.ownerOf(world.keychain.entries.get(origin) ?? '')).toBe(jean.email);
    const { session } = await restart(world, engine);
    expect(session.getState()).toMatchObject({ kind: 'signed-in', link: { kind: 'online' } });
  });

  it('while a sign-in stores its token leaves nothing behind', async () => {
    const world = createWorld();
    const first = await startSignedIn(world);
    world.keychain.mood = 'locked';
    const { session } = await restart(world, first);
    world.keychain.mood = 'hanging';
    const signingIn = session.signIn(jeansSignIn);
    await world.clock.advance(second);
    const signingOut = session.signOut();
    world.keychain.release();
    await signingOut;
    expect(await signingIn).toEqual({ ok: false, error: { code: 'cancelled' } });
    await settle();
    expect(session.getState().kind).toBe('signed-out');
    expect(world.keychain.entries.size).toBe(0);
  });

  it('offline for days: the queue is tried until the server has heard', async () => {
    const world = createWorld();
    const { session } = await startSignedIn(world);
    const token = world.keychain.entries.get(origin) ?? '';
    world.api.fault(() => html(503));
    await session.signOut();
    await world.clock.advance(3_600 * second);
    expect(world.api.isLive(token)).toBe(true);
    world.api.heal();
    await world.clock.advance(5 * 60 * second);
    expect(world.api.isLive(token)).toBe(false);
    expect(world.keychain.entries.size).toBe(0);
  });

  it.each([
    ['2xx', () => json(204 - 4, {})],
    ['204 without a body', () => new Response(null, { status: 204 })],
    ['401 of the API', () => json(401, { detail: 'no' })],
  ] as const)('is done with %s', async (_name, answer) => {
    const world = createWorld();
    const { session } = await startSignedIn(world);
    world.api.fault(answer, { path: '/auth/logout', times: 1 });
    await session.signOut();
    await settle();
    expect(world.keychain.entries.size).toBe(0);
    expect(world.records.read().pendingRevocations).toBe(0);
  });

  it.each([
    ['401 of a portal', () => html(401)],
    ['400', () => json(400, { detail: 'no' })],
    ['200 with HTML', () => html(200)],
  ] as const)('is not done with %s', async (_name, answer) => {
    const world = createWorld();
    const { session } = await startSignedIn(world);
    world.api.fault(answer, { path: '/auth/logout', times: 1 });
    await session.signOut();
    await settle();
    expect([...world.keychain.entries.keys()]).toEqual([`${origin}#revocations`]);
    await world.clock.advance(2 * second);
    expect(world.keychain.entries.size).toBe(0);
  });

  it('obeys Retry-After when it tells the server', async () => {
    const world = createWorld();
    const { session } = await startSignedIn(world);
    world.api.fault(() => json(429, { detail: 'busy' }, { 'retry-after': '600' }), {
      path: '/auth/logout',
      times: 1,
    });
    await session.signOut();
    await world.clock.advance(599 * second);
    expect(world.api.count('/auth/logout')).toBe(1);
    await world.clock.advance(second);
    expect(world.api.count('/auth/logout')).toBe(2);
  });

  it('tells the server at once when the network is back', async () => {
    const world = createWorld();
    const { session } = await startSignedIn(world);
    world.api.fault(() => Promise.reject(networkError('ENOTFOUND')));
    await session.signOut();
    await world.clock.advance(3_600 * second);
    world.api.heal();
    session.retry('network-up');
    await settle();
    expect(world.keychain.entries.size).toBe(0);
  });

  it('never overwrites a queue that could not be read', async () => {
    const world = createWorld();
    const first = await startSignedIn(world);
    world.api.fault(() => Promise.reject(networkError('ENOTFOUND')));
    await first.session.signOut();
    const earlier = world.keychain.entries.get(`${origin}#revocations`) ?? '';
    world.keychain.mood = 'refusing';
    const second = await restart(world, first);
    world.keychain.mood = 'working';
    world.api.heal();
    world.api.fault(() => Promise.reject(networkError('ENOTFOUND')), { path: '/auth/logout' });
    await second.session.signIn(jeansSignIn);
    await second.session.signOut();
    await settle();
    const queue = JSON.parse(world.keychain.entries.get(`${origin}#revocations`) ?? '[]');
    expect(queue).toHaveLength(2);
    expect(queue[0]).toEqual(JSON.parse(earlier)[0]);
  });

  it('killed before the vault was cleared is finished by the next start', async () => {
    const world = createWorld();
    const first = await startSignedIn(world);
    const token = world.keychain.entries.get(origin) ?? '';
    const stored = new Map(world.keychain.entries);
    void first.session.signOut();
    first.session.dispose();
    await settle();
    for (const [account, secret] of stored) {
      world.keychain.entries.set(account, secret);
    }
    const { session } = await start(world);
    await settle();
    expect(session.getState()).toMatchObject({ kind: 'signed-out', reason: 'user' });
    expect(world.keychain.entries.size).toBe(0);
    expect(world.api.isLive(token)).toBe(false);
  });

  it('settles within 2 s when network and keychain both hang', async () => {
    const world = createWorld();
    const { session } = await startSignedIn(world);
    world.api.fault(hang);
    world.keychain.mood = 'hanging';
    session.retry('resume');
    await settle();
    const signedOut = vi.fn();
    void session.signOut().then(signedOut);
    await world.clock.advance(2 * second);
    expect(signedOut).toHaveBeenCalledOnce();
  });
});

describe('another user', () => {
  it('who signs in while a refresh of the first is in flight sees and stores nothing of them', async () => {
    const world = createWorld();
    world.api.addAccount(marie);
    const { session, states } = await startSignedIn(world);
    let release: () => void = () => {};
    world.api.fault(
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
    expect(JSON.stringify([states, world.records.read()])).not.toContain(jean.email);
    expect([...world.keychain.entries.values()]).not.toContain('late');
  });
});

describe('two API origins', () => {
  it('never mix their sessions', async () => {
    const world = createWorld();
    const first = await startSignedIn(world);
    const stored = new Map(world.keychain.entries);
    first.session.dispose();
    const other = { ...createWorld({ origin: 'https://other.example.com' }), ...sharing(world) };
    const { session } = await start(other);
    expect(session.getState()).toEqual({ kind: 'signed-out', reason: null, email: null });
    await session.signIn(jeansSignIn);
    await session.signOut();
    await settle();
    expect(world.keychain.entries).toEqual(stored);
    const back = await start(world);
    expect(back.session.getState()).toMatchObject({ kind: 'signed-in', link: { kind: 'online' } });
  });
});

describe('settings that cannot be written', () => {
  it('after an earlier sign-out do not cost the new session', async () => {
    const world = createWorld();
    const first = await startSignedIn(world);
    await first.session.signOut();
    await settle();
    const onDisk = world.records.read();
    await world.clock.advance(1_000);
    await first.session.signIn(jeansSignIn);
    world.records.update(onDisk);
    const second = await restart(world, first);
    await settle();
    const online = { kind: 'signed-in', link: { kind: 'online' } };
    expect(second.session.getState()).toMatchObject(online);
    const third = await restart(world, second);
    expect(third.session.getState()).toMatchObject(online);
    expect(third.states.map((state) => state.kind)).not.toContain('signed-out');
  });
});

/** One computer has one keychain; records are kept apart by origin. */
function sharing({ clock, keychain, api }: World): Pick<World, 'clock' | 'keychain' | 'api'> {
  return { clock, keychain, api };
}

/** Keeps a report short when long tokens differ. */
function digest(text: string | undefined): string {
  return createHash('sha256')
    .update(text ?? 'none')
    .digest('hex');
}

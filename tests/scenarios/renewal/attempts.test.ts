import { describe, expect, it } from 'vitest';
import { createEngine, createWorld, restart, startSignedIn } from '../../support/engine/engine.ts';
import { hang, html, jean, json, networkError, origin } from '../../support/engine/fake-api.ts';
import { settle } from '../../support/engine/fake-clock.ts';
import { createLive } from '../../support/engine/live.ts';

const second = 1_000;
const minute = 60 * second;
const noDns = () => Promise.reject(networkError('ENOTFOUND'));

describe('the link of a session', () => {
  it('says since when it is confirmed, also while it is offline', async () => {
    const world = createWorld();
    const { session } = await startSignedIn(world);
    const verifiedAt = world.clock.now();
    world.api.fault(noDns);
    await world.clock.advance(minute);
    session.retry('user');
    await settle();
    expect(session.getState()).toMatchObject({
      link: {
        kind: 'offline',
        cause: 'network',
        verifiedAt,
        nextAttemptAt: world.clock.now() + 875,
      },
    });
  });

  it('knows after an offline restart when the API last confirmed it', async () => {
    const world = createWorld();
    const first = await startSignedIn(world);
    const { verifiedAt } = world.records.read();
    expect(verifiedAt).toEqual(expect.any(Number));
    world.api.fault(noDns);
    const { session } = await restart(world, first);
    expect(session.getState()).toMatchObject({ link: { kind: 'offline', verifiedAt } });
  });

  it('says that an attempt is under way', async () => {
    const world = createWorld();
    const { session, states } = await startSignedIn(world);
    world.api.fault(noDns);
    await world.clock.advance(minute);
    session.retry('user');
    await settle();
    states.length = 0;
    session.retry('user');
    expect(states).toMatchObject([{ link: { kind: 'offline', nextAttemptAt: null } }]);
  });

  it('is online again at once when the API tells the profile after a failure', async () => {
    const world = createWorld();
    const { session } = await startSignedIn(world);
    world.api.fault(() => html(502), { path: '/auth/me', times: 1 });
    session.retry('user');
    await settle();
    expect(session.getState()).toMatchObject({ link: { kind: 'offline', cause: 'server' } });
    await world.clock.advance(second);
    expect(session.getState()).toMatchObject({ link: { kind: 'online' } });
  });
});

describe('an attempt', () => {
  it('of the user asks for the profile again, and shows what has changed', async () => {
    const world = createWorld();
    const { session } = await startSignedIn(world);
    await world.clock.advance(second);
    const changed = { ...jean, id: 1, email: 'new@example.com', phone_number: null };
    const body = { ...changed, type_client: 0, created_at: '2026-01-02T03:04:05Z' };
    world.api.fault(() => json(200, body), { path: '/auth/me' });
    session.retry('user');
    await settle();
    expect(session.getState()).toMatchObject({ user: { email: 'new@example.com' } });
    expect(world.records.read().profile?.email).toBe('new@example.com');
  });

  it('asks for a profile once: renewals need none', async () => {
    const world = createWorld();
    const first = await startSignedIn(world);
    await restart(world, first);
    await world.clock.advance(60 * minute);
    expect(world.api.count('/auth/refresh')).toBeGreaterThan(3);
    expect(world.api.count('/auth/me')).toBe(2);
  });

  it('renews a refused token though the attempt before it failed', async () => {
    const world = createWorld();
    world.api.issuesJwt = false;
    const { session } = await startSignedIn(world);
    world.api.fault(() => html(503), { path: '/auth/me', times: 1 });
    world.api.fault(() => json(401, { detail: 'no' }), { path: '/auth/me', times: 1 });
    session.retry('user');
    await settle();
    expect(session.getState()).toMatchObject({ link: { kind: 'offline', cause: 'server' } });
    await world.clock.advance(second);
    expect(session.getState()).toMatchObject({ link: { kind: 'online' } });
    expect(world.api.count('/auth/refresh')).toBe(1);
  });

  it('is not begun beside the one under way', async () => {
    const world = createWorld();
    const { session } = await startSignedIn(world);
    session.retry('user');
    session.retry('user');
    await settle();
    expect(world.api.count('/auth/me')).toBe(2);
  });

  it.each(['user', 'resume'] as const)(
    'by %s puts a token into the keychain that it did not take before',
    async (cause) => {
      const world = createWorld();
      world.keychain.mood = 'refusing';
      const { session } = await startSignedIn(world);
      expect(session.getState()).toMatchObject({ storage: 'memory' });
      world.keychain.mood = 'working';
      world.api.fault(noDns);
      session.retry(cause);
      await settle();
      expect(session.getState()).toMatchObject({ storage: 'keychain' });
      expect(world.keychain.entries.has(origin)).toBe(true);
      expect(world.records.read().marker).not.toBeNull();
    },
  );

  it('by the network alone does not ask the keychain', async () => {
    const world = createWorld();
    world.keychain.mood = 'refusing';
    const { session } = await startSignedIn(world);
    world.api.fault(noDns);
    session.retry('user');
    await settle();
    const asked = world.keychain.operations.length;
    session.retry('network-up');
    await settle();
    expect(world.keychain.operations).toHaveLength(asked);
  });
});

describe('a renewal that a call asked for', () => {
  it('confirms the session', async () => {
    const world = createWorld();
    const live = await createLive(world);
    world.clock.skip(60 * minute);
    expect(await live.session.authorised(live.me)).toMatchObject({ kind: 'success' });
    expect(live.links()).toEqual([{ kind: 'online', verifiedAt: world.clock.now() }]);
    expect(world.api.count('/auth/me')).toBe(2);
  });

  it('begins an attempt while the profile is not known', async () => {
    const world = createWorld();
    const live = await createLive(world);
    world.api.fault(() => html(503), { path: '/auth/me', times: 1 });
    live.session.retry('user');
    await settle();
    world.clock.skip(60 * minute);
    world.api.calls.length = 0;
    await live.session.authorised(live.me);
    await settle();
    expect(live.links().at(-1)).toMatchObject({ kind: 'offline' });
    await world.clock.advance(second);
    expect(live.links().at(-1)).toEqual({ kind: 'online', verifiedAt: world.clock.now() - second });
  });
});

describe('a session that has ended', () => {
  it('tries no more, and stores nothing', async () => {
    const world = createWorld();
    const live = await createLive(world);
    await live.session.signOut();
    await settle();
    const asked = [world.api.calls.length, world.keychain.operations.length];
    live.session.retry('resume');
    expect(await live.session.authorised(live.me)).toEqual({ kind: 'aborted' });
    await settle();
    expect([world.api.calls.length, world.keychain.operations.length]).toEqual(asked);
  });

  it('in the very moment in which it was to be shown leaves no timer', async () => {
    const world = createWorld();
    const first = await startSignedIn(world);
    world.records.update({ profile: null });
    first.kill();
    const { session, states } = createEngine(world);
    session.onChange((state) => state.kind === 'signed-in' && void session.signOut());
    await session.start();
    await settle();
    expect(states.at(-1)).toMatchObject({ kind: 'signed-out', reason: 'user' });
    expect(world.clock.pending()).toEqual([]);
  });

  it('because it was refused leaves no timer', async () => {
    const world = createWorld();
    const live = await createLive(world);
    world.api.revokeAll();
    live.session.retry('resume');
    await settle();
    expect(live.engine.states.at(-1)).toMatchObject({ kind: 'signed-out', reason: 'revoked' });
    expect(world.clock.pending()).toEqual([]);
  });
});

describe('a call that needs a token', () => {
  it('is answered with the failure that back-off waits after, without asking again', async () => {
    const world = createWorld();
    const live = await createLive(world);
    world.api.fault(noDns);
    world.clock.skip(60 * minute);
    await live.session.authorised(live.me);
    const asked = world.api.calls.length;
    expect(await live.session.authorised(live.me)).toMatchObject({ cause: 'network' });
    expect(world.api.calls).toHaveLength(asked);
    expect(live.links()).toHaveLength(1);
  });

  it('is aborted when the session ends while it waits', async () => {
    const world = createWorld();
    const live = await createLive(world);
    world.clock.skip(60 * minute);
    world.api.fault(hang, { path: '/auth/refresh' });
    const calling = live.session.authorised(live.me);
    await settle();
    await live.session.signOut();
    expect(await calling).toEqual({ kind: 'aborted' });
  });
});

describe('the confirmation of a session', () => {
  it('is remembered across restarts, so that a refusal within a week means revoked', async () => {
    const world = createWorld();
    const first = await startSignedIn(world);
    expect(world.records.read().verifiedAt).toBe(world.clock.now());
    await world.clock.advance(20 * minute);
    expect(world.records.read().verifiedAt).toBeGreaterThan(world.clock.now() - 20 * minute);
    world.api.revokeAll();
    const { session } = await restart(world, first);
    expect(session.getState()).toMatchObject({ kind: 'signed-out', reason: 'revoked' });
  });

  it('is not forgotten while the API cannot be asked', async () => {
    const world = createWorld();
    const first = await startSignedIn(world);
    const { verifiedAt } = world.records.read();
    world.api.fault(noDns);
    await restart(world, first);
    expect(world.records.read().verifiedAt).toBe(verifiedAt);
    expect(verifiedAt).not.toBeNull();
  });

  it('is asked of nobody once the session has died: nothing more is sent', async () => {
    const world = createWorld();
    const { session } = await startSignedIn(world);
    world.api.revokeAll();
    session.retry('resume');
    await settle();
    expect(session.getState()).toMatchObject({ kind: 'signed-out', reason: 'revoked' });
    const asked = world.api.calls.length;
    session.retry('user');
    await world.clock.advance(60 * minute);
    expect(world.api.calls).toHaveLength(asked);
    expect(world.clock.pending()).toEqual([]);
  });

  it('is not told to the server as a sign-out when the server itself ended the session', async () => {
    const world = createWorld();
    const { session } = await startSignedIn(world);
    world.api.revokeAll();
    session.retry('resume');
    await settle();
    expect(world.api.count('/auth/logout')).toBe(0);
    expect(world.keychain.entries.size).toBe(0);
  });
});

describe('try again', () => {
  it('reads a locked keychain again for the user, not because the network came up', async () => {
    const world = createWorld();
    const first = await startSignedIn(world);
    world.keychain.mood = 'refusing';
    const { session, states } = await restart(world, first);
    expect(session.getState()).toMatchObject({ kind: 'keychain-locked' });
    world.keychain.mood = 'working';
    session.retry('network-up');
    await settle();
    expect(session.getState()).toMatchObject({ kind: 'keychain-locked' });
    states.length = 0;
    session.retry('user');
    expect(states).toEqual([{ kind: 'starting', isWaitingForKeychain: false }]);
    await settle();
    expect(session.getState()).toMatchObject({ kind: 'signed-in' });
  });

  it('does nothing while nobody is signed in', async () => {
    const world = createWorld();
    const { session, states } = await startSignedIn(world);
    await session.signOut();
    await settle();
    states.length = 0;
    session.retry('user');
    await settle();
    expect(states).toEqual([]);
  });
});

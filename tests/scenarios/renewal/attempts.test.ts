import { describe, expect, it } from 'vitest';
import { createEngine, createSetup, restart, startSignedIn } from '../../support/engine/engine.ts';
import { hang, html, json, networkError, origin } from '../../support/engine/fake-api.ts';
import { settle } from '../../support/engine/fake-clock.ts';
import { createLive } from '../../support/engine/live.ts';
import { jean } from '../../support/people.ts';

const second = 1_000;
const minute = 60 * second;
const noDns = () => Promise.reject(networkError('ENOTFOUND'));

describe('the link of a session', () => {
  it('says when it was last confirmed, even while it is offline', async () => {
    const setup = createSetup();
    const { session } = await startSignedIn(setup);
    const verifiedAt = setup.clock.now();
    setup.api.fault(noDns);
    await setup.clock.advance(minute);
    session.retry('user');
    await settle();
    expect(session.getState()).toMatchObject({
      link: {
        kind: 'offline',
        cause: 'network',
        verifiedAt,
        nextAttemptAt: setup.clock.now() + 875,
      },
    });
  });

  it('knows after an offline restart when the API last confirmed it', async () => {
    const setup = createSetup();
    const first = await startSignedIn(setup);
    const { verifiedAt } = setup.records.read();
    expect(verifiedAt).toEqual(expect.any(Number));
    setup.api.fault(noDns);
    const { session } = await restart(setup, first);
    expect(session.getState()).toMatchObject({ link: { kind: 'offline', verifiedAt } });
  });

  it('says that an attempt is in progress', async () => {
    const setup = createSetup();
    const { session, states } = await startSignedIn(setup);
    setup.api.fault(noDns);
    await setup.clock.advance(minute);
    session.retry('user');
    await settle();
    states.length = 0;
    session.retry('user');
    expect(states).toMatchObject([{ link: { kind: 'offline', nextAttemptAt: null } }]);
  });

  it('is online again at once when the API returns the profile after a failure', async () => {
    const setup = createSetup();
    const { session } = await startSignedIn(setup);
    setup.api.fault(() => html(502), { path: '/auth/me', times: 1 });
    session.retry('user');
    await settle();
    expect(session.getState()).toMatchObject({ link: { kind: 'offline', cause: 'server' } });
    await setup.clock.advance(second);
    expect(session.getState()).toMatchObject({ link: { kind: 'online' } });
  });
});

describe('an attempt', () => {
  it('by the user asks for the profile again and shows what has changed', async () => {
    const setup = createSetup();
    const { session } = await startSignedIn(setup);
    await setup.clock.advance(second);
    const changed = { ...jean, id: 1, email: 'new@example.com', phone_number: null };
    const body = { ...changed, type_client: 0, created_at: '2026-01-02T03:04:05Z' };
    setup.api.fault(() => json(200, body), { path: '/auth/me' });
    session.retry('user');
    await settle();
    expect(session.getState()).toMatchObject({ user: { email: 'new@example.com' } });
    expect(setup.records.read().profile?.email).toBe('new@example.com');
  });

  it('asks for the profile once, because renewals need none', async () => {
    const setup = createSetup();
    const first = await startSignedIn(setup);
    await restart(setup, first);
    await setup.clock.advance(60 * minute);
    expect(setup.api.count('/auth/refresh')).toBeGreaterThan(3);
    expect(setup.api.count('/auth/me')).toBe(2);
  });

  it('renews a refused token even though the attempt before it failed', async () => {
    const setup = createSetup();
    setup.api.issuesJwt = false;
    const { session } = await startSignedIn(setup);
    setup.api.fault(() => html(503), { path: '/auth/me', times: 1 });
    setup.api.fault(() => json(401, { detail: 'no' }), { path: '/auth/me', times: 1 });
    session.retry('user');
    await settle();
    expect(session.getState()).toMatchObject({ link: { kind: 'offline', cause: 'server' } });
    await setup.clock.advance(second);
    expect(session.getState()).toMatchObject({ link: { kind: 'online' } });
    expect(setup.api.count('/auth/refresh')).toBe(1);
  });

  it('does not start while another one is in progress', async () => {
    const setup = createSetup();
    const { session } = await startSignedIn(setup);
    session.retry('user');
    session.retry('user');
    await settle();
    expect(setup.api.count('/auth/me')).toBe(2);
  });

  it.each(['user', 'resume'] as const)(
    'by %s stores a token that the keychain refused before',
    async (cause) => {
      const setup = createSetup();
      setup.keychain.mood = 'refusing';
      const { session } = await startSignedIn(setup);
      expect(session.getState()).toMatchObject({ storage: 'memory' });
      setup.keychain.mood = 'working';
      setup.api.fault(noDns);
      session.retry(cause);
      await settle();
      expect(session.getState()).toMatchObject({ storage: 'keychain' });
      expect(setup.keychain.entries.has(origin)).toBe(true);
      expect(setup.records.read().marker).not.toBeNull();
    },
  );

  it('by the network alone does not write to the keychain', async () => {
    const setup = createSetup();
    setup.keychain.mood = 'refusing';
    const { session } = await startSignedIn(setup);
    setup.api.fault(noDns);
    session.retry('user');
    await settle();
    const asked = setup.keychain.operations.length;
    session.retry('network-up');
    await settle();
    expect(setup.keychain.operations).toHaveLength(asked);
  });
});

describe('a renewal that a call asked for', () => {
  it('confirms the session', async () => {
    const setup = createSetup();
    const live = await createLive(setup);
    setup.clock.skip(60 * minute);
    expect(await live.session.callWithToken(live.me)).toMatchObject({ kind: 'success' });
    expect(live.links()).toEqual([{ kind: 'online', verifiedAt: setup.clock.now() }]);
    expect(setup.api.count('/auth/me')).toBe(2);
  });

  it('starts an attempt while the profile is not known', async () => {
    const setup = createSetup();
    const live = await createLive(setup);
    setup.api.fault(() => html(503), { path: '/auth/me', times: 1 });
    live.session.retry('user');
    await settle();
    setup.clock.skip(60 * minute);
    setup.api.calls.length = 0;
    await live.session.callWithToken(live.me);
    await settle();
    expect(live.links().at(-1)).toMatchObject({ kind: 'offline' });
    await setup.clock.advance(second);
    expect(live.links().at(-1)).toEqual({ kind: 'online', verifiedAt: setup.clock.now() - second });
  });
});

describe('a session that has ended', () => {
  it('makes no more attempts and stores nothing', async () => {
    const setup = createSetup();
    const live = await createLive(setup);
    await live.session.signOut();
    await settle();
    const asked = [setup.api.calls.length, setup.keychain.operations.length];
    live.session.retry('resume');
    expect(await live.session.callWithToken(live.me)).toEqual({ kind: 'aborted' });
    await settle();
    expect([setup.api.calls.length, setup.keychain.operations.length]).toEqual(asked);
  });

  it('just before it was shown leaves no timer', async () => {
    const setup = createSetup();
    const first = await startSignedIn(setup);
    setup.records.update({ profile: null });
    first.kill();
    const { session, states } = createEngine(setup);
    session.onChange((state) => state.kind === 'signed-in' && void session.signOut());
    await session.start();
    await settle();
    expect(states.at(-1)).toMatchObject({ kind: 'signed-out', reason: 'user' });
    expect(setup.clock.pending()).toEqual([]);
  });

  it('because it was refused leaves no timer', async () => {
    const setup = createSetup();
    const live = await createLive(setup);
    setup.api.revokeAll();
    live.session.retry('resume');
    await settle();
    expect(live.engine.states.at(-1)).toMatchObject({ kind: 'signed-out', reason: 'revoked' });
    expect(setup.clock.pending()).toEqual([]);
  });
});

describe('a call that needs a token', () => {
  it('gets the failure that started the back-off, without a new request', async () => {
    const setup = createSetup();
    const live = await createLive(setup);
    setup.api.fault(noDns);
    setup.clock.skip(60 * minute);
    await live.session.callWithToken(live.me);
    const asked = setup.api.calls.length;
    expect(await live.session.callWithToken(live.me)).toMatchObject({ cause: 'network' });
    expect(setup.api.calls).toHaveLength(asked);
    expect(live.links()).toHaveLength(1);
  });

  it('is aborted if the session ends while it waits', async () => {
    const setup = createSetup();
    const live = await createLive(setup);
    setup.clock.skip(60 * minute);
    setup.api.fault(hang, { path: '/auth/refresh' });
    const calling = live.session.callWithToken(live.me);
    await settle();
    await live.session.signOut();
    expect(await calling).toEqual({ kind: 'aborted' });
  });
});

describe('the confirmation of a session', () => {
  it('is remembered across restarts, so that a refusal within a week means revoked', async () => {
    const setup = createSetup();
    const first = await startSignedIn(setup);
    expect(setup.records.read().verifiedAt).toBe(setup.clock.now());
    await setup.clock.advance(20 * minute);
    expect(setup.records.read().verifiedAt).toBeGreaterThan(setup.clock.now() - 20 * minute);
    setup.api.revokeAll();
    const { session } = await restart(setup, first);
    expect(session.getState()).toMatchObject({ kind: 'signed-out', reason: 'revoked' });
  });

  it('is not forgotten while the API cannot be asked', async () => {
    const setup = createSetup();
    const first = await startSignedIn(setup);
    const { verifiedAt } = setup.records.read();
    setup.api.fault(noDns);
    await restart(setup, first);
    expect(setup.records.read().verifiedAt).toBe(verifiedAt);
    expect(verifiedAt).not.toBeNull();
  });

  it('is never requested again once the session has ended', async () => {
    const setup = createSetup();
    const { session } = await startSignedIn(setup);
    setup.api.revokeAll();
    session.retry('resume');
    await settle();
    expect(session.getState()).toMatchObject({ kind: 'signed-out', reason: 'revoked' });
    const asked = setup.api.calls.length;
    session.retry('user');
    await setup.clock.advance(60 * minute);
    expect(setup.api.calls).toHaveLength(asked);
    expect(setup.clock.pending()).toEqual([]);
  });

  it('is not followed by a sign-out request when the server itself ended the session', async () => {
    const setup = createSetup();
    const { session } = await startSignedIn(setup);
    setup.api.revokeAll();
    session.retry('resume');
    await settle();
    expect(setup.api.count('/auth/logout')).toBe(0);
    expect(setup.keychain.entries.size).toBe(0);
  });
});

describe('"Try again"', () => {
  it('reads a locked keychain again, which the network coming up does not', async () => {
    const setup = createSetup();
    const first = await startSignedIn(setup);
    setup.keychain.mood = 'refusing';
    const { session, states } = await restart(setup, first);
    expect(session.getState()).toMatchObject({ kind: 'keychain-locked' });
    setup.keychain.mood = 'working';
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
    const setup = createSetup();
    const { session, states } = await startSignedIn(setup);
    await session.signOut();
    await settle();
    states.length = 0;
    session.retry('user');
    await settle();
    expect(states).toEqual([]);
  });
});

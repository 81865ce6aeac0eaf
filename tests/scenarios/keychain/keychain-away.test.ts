import { describe, expect, it, vi } from 'vitest';
import { createSetup, restart, start, startSignedIn } from '../../support/engine/engine.ts';
import { jeansSignIn, origin } from '../../support/engine/fake-api.ts';
import { settle } from '../../support/engine/fake-clock.ts';
import { jean, marie } from '../../support/people.ts';

vi.setConfig({ testTimeout: 60_000 });

const second = 1_000;

describe('a session without a working keychain', () => {
  it.each(['locked', 'refusing', 'throwing-synchronously'] as const)(
    'lives in memory and is written to no file (%s)',
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

  it('moves into the keychain when that works again, and then survives a restart', async () => {
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

  it('moves into a keychain that stores it late, and then survives a restart', async () => {
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

  it('that began while another one was locked never brings that one back', async () => {
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
  it('leaves the session in memory and stores it later', async () => {
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
    'leaves a stale token that is never used, and the next start says keychain-lost (%s)',
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

  it('gets the token within a minute of working again', async () => {
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

  it('is not asked again by a timer after a slow answer, because it may have asked the user', async () => {
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

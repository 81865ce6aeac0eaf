import { describe, expect, it, vi } from 'vitest';
import {
  createSetup,
  restart,
  type Setup,
  start,
  startSignedIn,
} from '../../support/engine/engine.ts';
import { jeansSignIn, origin } from '../../support/engine/fake-api.ts';
import { settle } from '../../support/engine/fake-clock.ts';
import { jean } from '../../support/people.ts';

vi.setConfig({ testTimeout: 60_000 });

const second = 1_000;

describe('a start with a stored session', () => {
  it.each([
    ['locked', 'linux', 'locked-or-cleared'],
    ['refusing', 'linux', 'unavailable'],
    ['refusing', 'darwin', 'denied'],
    ['refusing', 'win32', 'denied'],
    ['throwing-synchronously', 'linux', 'unavailable'],
  ] as const)(
    'whose keychain is %s on %s is shown as %s, without a delete or a write',
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

  it('resumes on "try again" once the keychain is unlocked', async () => {
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

  it('and a locked keychain lets the user sign in again, in memory', async () => {
    const setup = createSetup();
    const first = await startSignedIn(setup);
    setup.keychain.mood = 'locked';
    const { session } = await restart(setup, first);
    expect(await session.signIn(jeansSignIn)).toEqual({ ok: true, value: null });
    expect(session.getState()).toMatchObject({ kind: 'signed-in', storage: 'memory' });
  });

  it('whose keychain has the canary alone says that the session is lost', async () => {
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

  it('whose keychain has neither token nor canary says that it is locked or cleared', async () => {
    const setup = createSetup();
    const first = await startSignedIn(setup);
    setup.keychain.entries.clear();
    const { session } = await restart(setup, first);
    expect(session.getState()).toMatchObject({ problem: 'locked-or-cleared' });
  });

  it('whose keychain does not answer says so after 3 s, and continues when it does', async () => {
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

  it('whose keychain does not answer leaves the sign-in form usable', async () => {
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

  it('that hangs while a sign-in stores its token delays the session until it answers, whatever is clicked', async () => {
    const setup = createSetup();
    const { session, states } = await start(setup);
    setup.keychain.mood = 'hanging';
    void session.signIn(jeansSignIn);
    await setup.clock.advance(second);
    session.retry('user');
    await settle();
    expect(states.map((state) => state.kind)).toEqual(['signed-out']);
  });

  it('that hangs and answers after a sign-out keeps nothing of the user', async () => {
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

  it('without an entry on a first start means signed out without a reason', async () => {
    const { session } = await start(createSetup());
    expect(session.getState()).toEqual({ kind: 'signed-out', reason: null, email: null });
  });
});

describe('garbage in place of the token', () => {
  it('is reported as a lost session and is not sent to the API', async () => {
    const setup = createSetup();
    const first = await startSignedIn(setup);
    setup.keychain.entries.set(origin, '\u0001\u0002garbage');
    setup.api.calls.length = 0;
    const { session } = await restart(setup, first);
    expect(session.getState()).toMatchObject({ kind: 'signed-out', reason: 'keychain-lost' });
    expect(setup.api.count('/auth/refresh')).toBe(0);
  });
});

function deletionsOf(setup: Setup): string[] {
  return setup.keychain.operations.filter((each) => each.startsWith('delete'));
}

function writesOf(setup: Setup): string[] {
  return setup.keychain.operations.filter((each) => each.startsWith('set'));
}

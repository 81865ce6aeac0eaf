import { describe, expect, it, vi } from 'vitest';
import {
  createSetup,
  restart,
  type Setup,
  start,
  startSignedIn,
} from '../../support/engine/engine.ts';
import { jeansSignIn, json } from '../../support/engine/fake-api.ts';
import { settle } from '../../support/engine/fake-clock.ts';
import { jean, marie } from '../../support/people.ts';

vi.setConfig({ testTimeout: 60_000 });

describe('another user', () => {
  it('who signs in during a refresh of the first one sees and stores nothing of them', async () => {
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

describe('another user who signs in while the keychain hangs', () => {
  it('over the sign-out of the first one has their own session stored when it answers', async () => {
    const setup = createSetup();
    setup.api.addAccount(marie);
    const first = await startSignedIn(setup);
    setup.keychain.mood = 'hanging';
    first.session.retry('resume');
    await settle();
    const signingOut = first.session.signOut();
    await setup.clock.advance(2_000);
    await signingOut;
    const signingIn = first.session.signIn({ login: marie.email, password: marie.password });
    await setup.clock.advance(5_000);
    expect(await signingIn).toEqual({ ok: true, value: null });
    setup.keychain.release();
    await setup.clock.advance(2_000);
    expect(first.session.getState()).toMatchObject({ kind: 'signed-in', storage: 'keychain' });
    const { session, states } = await restart(setup, first);
    expect(session.getState()).toMatchObject({ kind: 'signed-in', user: { email: marie.email } });
    expect(JSON.stringify(states)).not.toContain(jean.email);
    expect(setup.api.currentTokens()).toEqual([setup.keychain.entries.get(setup.origin)]);
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
  it('after an earlier sign-out do not end the new session', async () => {
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

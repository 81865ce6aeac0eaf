import { describe, expect, it } from 'vitest';
import { emptySessionRecord } from '../../../src/main/auth/ports.ts';
import {
  createSetup,
  type Engine,
  restart,
  type Setup,
  shareComputer,
  start,
  startSignedIn,
} from '../../support/engine/engine.ts';
import { json, networkError, origin } from '../../support/engine/fake-api.ts';
import { settle } from '../../support/engine/fake-clock.ts';
import { jean, marie } from '../../support/people.ts';

const second = 1_000;

function createSetupOfTwo(): Setup {
  const setup = createSetup();
  setup.api.addAccount(marie);
  return setup;
}

async function signInAsMarie(setup: Setup, { session }: Engine): Promise<void> {
  await setup.clock.advance(second);
  await session.signIn({ login: marie.email, password: marie.password });
  await settle();
}

function goOffline(setup: Setup): void {
  setup.api.fault(() => Promise.reject(networkError('ENOTFOUND')));
}

/** Settings that were saved while Jean was signed in, beside a keychain that holds Marie's token. */
async function restoreJeansSettings(): Promise<{ setup: Setup; engine: Engine }> {
  const setup = createSetupOfTwo();
  const engine = await startSignedIn(setup);
  const backup = setup.records.read();
  await engine.session.signOut();
  await settle();
  await signInAsMarie(setup, engine);
  setup.records.update(backup);
  return { setup, engine };
}

describe('settings of another user, restored from a backup', () => {
  it('are not drawn while the API cannot be asked, and nothing is deleted', async () => {
    const { setup, engine } = await restoreJeansSettings();
    const stored = new Map(setup.keychain.entries);
    goOffline(setup);
    const { session, states } = await restart(setup, engine);
    expect(session.getState()).toMatchObject({ kind: 'restoring', link: { kind: 'offline' } });
    expect(JSON.stringify(states)).not.toContain(jean.email);
    expect(setup.keychain.entries).toEqual(stored);
    expect(setup.records.read().profile?.email).toBe(jean.email);
  });

  it('are replaced by the profile that belongs to the token, for later starts too', async () => {
    const { setup, engine } = await restoreJeansSettings();
    const second = await restart(setup, engine);
    expect(second.session.getState()).toMatchObject({ user: { email: marie.email } });
    goOffline(setup);
    const third = await restart(setup, second);
    expect(third.session.getState()).toMatchObject({
      kind: 'signed-in',
      user: { email: marie.email },
    });
    expect(JSON.stringify([second.states, third.states])).not.toContain(jean.email);
  });

  it('are not drawn while the canary cannot be read', async () => {
    const setup = createSetupOfTwo();
    const first = await startSignedIn(setup);
    setup.keychain.entries.delete(`${origin}#canary`);
    goOffline(setup);
    const { session } = await restart(setup, first);
    expect(session.getState()).toMatchObject({ kind: 'restoring' });
  });
});

describe('a canary that names another session than the settings', () => {
  it.each(['7', 'garbage', null])('(%s) takes the cached profile away', async (name) => {
    const setup = createSetup();
    const first = await startSignedIn(setup);
    if (name === null) {
      setup.keychain.entries.delete(`${origin}#canary`);
    } else {
      setup.keychain.entries.set(`${origin}#canary`, name);
    }
    goOffline(setup);
    const second = await restart(setup, first);
    expect(second.session.getState()).toMatchObject({ kind: 'restoring' });
    expect(setup.records.read().profile?.email).toBe(jean.email);
    setup.api.heal();
    second.session.retry('user');
    await settle();
    expect(second.session.getState()).toMatchObject({ user: { email: jean.email } });
    goOffline(setup);
    const third = await restart(setup, second);
    expect(third.session.getState()).toMatchObject({ kind: 'signed-in' });
    expect(third.states).not.toContainEqual(expect.objectContaining({ kind: 'restoring' }));
  });

  it('because another copy has just stored its session there leaves that alone', async () => {
    const setup = createSetupOfTwo();
    const other = shareComputer(setup, emptySessionRecord);
    const copy = await start(other);
    const first = await startSignedIn(setup);
    first.kill();
    const own = setup.keychain.entries.get(origin) ?? '';
    await signInAsMarie(other, copy);
    const entries = new Map(setup.keychain.entries);
    // The start reads its own token just before the other copy replaces it.
    const { getPassword } = setup.keychain;
    setup.keychain.getPassword = async (service, account) => {
      setup.keychain.getPassword = getPassword;
      await getPassword(service, account);
      return own;
    };
    goOffline(setup);
    const second = await start(setup);
    expect(second.session.getState()).toMatchObject({ kind: 'restoring' });
    await second.session.signOut();
    await settle();
    entries.set(`${origin}#revocations`, expect.any(String));
    expect(setup.keychain.entries).toEqual(entries);
  });

  it('does not delay the dashboard while the keychain hangs', async () => {
    const setup = createSetup();
    const first = await startSignedIn(setup);
    first.kill();
    const { getPassword } = setup.keychain;
    setup.keychain.getPassword = (service, account) =>
      account.endsWith('#canary') ? new Promise(() => {}) : getPassword(service, account);
    const second = await start(setup);
    expect(second.session.getState()).toMatchObject({
      kind: 'signed-in',
      user: { email: jean.email },
    });
  });
});

describe('a second copy with its own profile and the same keychain', () => {
  it('never makes the first copy show its own user after another one signed in', async () => {
    const setup = createSetupOfTwo();
    const first = await startSignedIn(setup);
    first.kill();
    const other = shareComputer(setup, emptySessionRecord);
    const second = await start(other);
    expect(second.session.getState()).toMatchObject({ user: { email: jean.email } });
    await second.session.signOut();
    await settle();
    await signInAsMarie(other, second);
    second.kill();
    goOffline(setup);
    const third = await start(setup);
    expect(third.session.getState()).toMatchObject({ kind: 'restoring' });
    expect(JSON.stringify(third.states)).not.toContain(jean.email);
  });

  it('never makes the running first copy show its own user with the new token', async () => {
    const setup = createSetupOfTwo();
    const first = await startSignedIn(setup);
    const other = shareComputer(setup, emptySessionRecord);
    const second = await start(other);
    await second.session.signOut();
    await settle();
    await signInAsMarie(other, second);
    const token = setup.keychain.entries.get(origin) ?? '';
    expect(setup.api.ownerOf(token)).toBe(marie.email);
    first.states.length = 0;
    setup.api.fault(() => json(503, { detail: 'busy' }), { path: '/auth/me', times: 1 });
    first.session.retry('resume');
    await settle();
    expect(first.session.getState()).toMatchObject({ kind: 'restoring' });
    await setup.clock.advance(2_000);
    expect(first.session.getState()).toMatchObject({ user: { email: marie.email } });
    const adopted = first.states.findIndex((state) => state.kind === 'restoring');
    expect(JSON.stringify(first.states.slice(adopted))).not.toContain(jean.email);
  });

  /** Marie signs in with a second copy, which replaces Jean's token in the keychain. */
  async function overtakeJean() {
    const setup = createSetupOfTwo();
    const other = shareComputer(setup, emptySessionRecord);
    const second = await start(other);
    const first = await startSignedIn(setup);
    await setup.clock.advance(1_000);
    await signInAsMarie(other, second);
    const stored = () => setup.api.ownerOf(setup.keychain.entries.get(origin) ?? '');
    expect(stored()).toBe(marie.email);
    return { setup, other, first, second, stored };
  }

  it('keeps its token when the running first copy renews', async () => {
    const { setup, other, first, second, stored } = await overtakeJean();
    first.session.retry('resume');
    await settle();
    expect(stored()).toBe(marie.email);
    expect(first.session.getState()).toMatchObject({
      kind: 'signed-in',
      user: { email: jean.email },
      storage: 'memory',
    });
    expect(setup.records.read()).toMatchObject({ marker: null, profile: null });
    first.session.retry('user');
    await settle();
    expect(setup.records.read()).toMatchObject({ marker: null, profile: null });
    const restarted = await restart(other, second);
    expect(restarted.session.getState()).toMatchObject({ user: { email: marie.email } });
  });

  it('keeps its token when the running first copy signs out', async () => {
    const { other, first, second, stored } = await overtakeJean();
    await first.session.signOut();
    await settle();
    expect(stored()).toBe(marie.email);
    const restarted = await restart(other, second);
    expect(restarted.session.getState()).toMatchObject({
      kind: 'signed-in',
      user: { email: marie.email },
    });
  });

  it('lets the running first copy store its token again once the keychain is free', async () => {
    const { first, second, stored } = await overtakeJean();
    first.session.retry('resume');
    await settle();
    await second.session.signOut();
    first.session.retry('user');
    await settle();
    expect(stored()).toBe(jean.email);
    expect(first.session.getState()).toMatchObject({ storage: 'keychain' });
  });
});

import { describe, expect, it } from 'vitest';
import { emptySessionRecord } from '../../../src/main/auth/ports.ts';
import {
  createWorld,
  type Engine,
  restart,
  shareComputer,
  start,
  startSignedIn,
  type World,
} from '../../support/engine/engine.ts';
import { jean, json, networkError, origin } from '../../support/engine/fake-api.ts';
import { settle } from '../../support/engine/fake-clock.ts';
import { marie } from '../../support/engine/model.ts';

const second = 1_000;

function createWorldOfTwo(): World {
  const world = createWorld();
  world.api.addAccount(marie);
  return world;
}

async function signInAsMarie(world: World, { session }: Engine): Promise<void> {
  await world.clock.advance(second);
  await session.signIn({ login: marie.email, password: marie.password });
  await settle();
}

function goOffline(world: World): void {
  world.api.fault(() => Promise.reject(networkError('ENOTFOUND')));
}

/** Settings that were saved while Jean was signed in, beside a keychain that holds Marie's token. */
async function restoreJeansSettings(): Promise<{ world: World; engine: Engine }> {
  const world = createWorldOfTwo();
  const engine = await startSignedIn(world);
  const backup = world.records.read();
  await engine.session.signOut();
  await settle();
  await signInAsMarie(world, engine);
  world.records.update(backup);
  return { world, engine };
}

describe('settings of another user, restored from a backup', () => {
  it('are not drawn while the API cannot be asked, and nothing is deleted', async () => {
    const { world, engine } = await restoreJeansSettings();
    const stored = new Map(world.keychain.entries);
    goOffline(world);
    const { session, states } = await restart(world, engine);
    expect(session.getState()).toMatchObject({ kind: 'restoring', link: { kind: 'offline' } });
    expect(JSON.stringify(states)).not.toContain(jean.email);
    expect(world.keychain.entries).toEqual(stored);
    expect(world.records.read().profile?.email).toBe(jean.email);
  });

  it('give way to the profile that belongs to the token, for later starts too', async () => {
    const { world, engine } = await restoreJeansSettings();
    const second = await restart(world, engine);
    expect(second.session.getState()).toMatchObject({ user: { email: marie.email } });
    goOffline(world);
    const third = await restart(world, second);
    expect(third.session.getState()).toMatchObject({
      kind: 'signed-in',
      user: { email: marie.email },
    });
    expect(JSON.stringify([second.states, third.states])).not.toContain(jean.email);
  });

  it('are not drawn while the canary cannot be read', async () => {
    const world = createWorldOfTwo();
    const first = await startSignedIn(world);
    world.keychain.entries.delete(`${origin}#canary`);
    goOffline(world);
    const { session } = await restart(world, first);
    expect(session.getState()).toMatchObject({ kind: 'restoring' });
  });
});

describe('a second copy with its own profile and the same keychain', () => {
  it('does not draw the first copy’s user once the second has signed in another', async () => {
    const world = createWorldOfTwo();
    const first = await startSignedIn(world);
    first.kill();
    const other = shareComputer(world, emptySessionRecord);
    const second = await start(other);
    expect(second.session.getState()).toMatchObject({ user: { email: jean.email } });
    await second.session.signOut();
    await settle();
    await signInAsMarie(other, second);
    second.kill();
    goOffline(world);
    const third = await start(world);
    expect(third.session.getState()).toMatchObject({ kind: 'restoring' });
    expect(JSON.stringify(third.states)).not.toContain(jean.email);
  });

  it('while both run: the first never shows its user beside the token of the other', async () => {
    const world = createWorldOfTwo();
    const first = await startSignedIn(world);
    const other = shareComputer(world, emptySessionRecord);
    const second = await start(other);
    await second.session.signOut();
    await settle();
    await signInAsMarie(other, second);
    const token = world.keychain.entries.get(origin) ?? '';
    expect(world.api.ownerOf(token)).toBe(marie.email);
    first.states.length = 0;
    world.api.fault(() => json(503, { detail: 'busy' }), { path: '/auth/me', times: 1 });
    first.session.retry('resume');
    await settle();
    expect(first.session.getState()).toMatchObject({ kind: 'restoring' });
    await world.clock.advance(2_000);
    expect(first.session.getState()).toMatchObject({ user: { email: marie.email } });
    const adopted = first.states.findIndex((state) => state.kind === 'restoring');
    expect(JSON.stringify(first.states.slice(adopted))).not.toContain(jean.email);
  });

  /** Marie signs in with a second copy, which replaces Jean's token in the keychain. */
  async function overtakeJean() {
    const world = createWorldOfTwo();
    const other = shareComputer(world, emptySessionRecord);
    const second = await start(other);
    const first = await startSignedIn(world);
    await world.clock.advance(1_000);
    await signInAsMarie(other, second);
    const stored = () => world.api.ownerOf(world.keychain.entries.get(origin) ?? '');
    expect(stored()).toBe(marie.email);
    return { world, other, first, second, stored };
  }

  it('while both run: a renewal of the first leaves the token of the second alone', async () => {
    const { world, other, first, second, stored } = await overtakeJean();
    first.session.retry('resume');
    await settle();
    expect(stored()).toBe(marie.email);
    expect(first.session.getState()).toMatchObject({
      kind: 'signed-in',
      user: { email: jean.email },
      storage: 'memory',
    });
    expect(world.records.read()).toMatchObject({ marker: null, profile: null });
    first.session.retry('user');
    await settle();
    expect(world.records.read()).toMatchObject({ marker: null, profile: null });
    const restarted = await restart(other, second);
    expect(restarted.session.getState()).toMatchObject({ user: { email: marie.email } });
  });

  it('while both run: a sign-out of the first leaves the token of the second alone', async () => {
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

  it('while both run: the first stores its token again once the keychain is free', async () => {
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

import { describe, expect, it, vi } from 'vitest';
import * as z from 'zod/mini';
import {
  createWorld,
  type Engine,
  restart,
  startSignedIn,
  type World,
} from '../../support/engine/engine.ts';
import {
  hang,
  jean,
  jeansSignIn,
  json,
  networkError,
  origin,
} from '../../support/engine/fake-api.ts';
import { settle } from '../../support/engine/fake-clock.ts';
import { marie } from '../../support/engine/model.ts';

vi.setConfig({ testTimeout: 60_000 });

function createWorldOfTwo(): World {
  const world = createWorld();
  world.api.addAccount(marie);
  return world;
}

/** Killed while the keychain hangs with the token, which it stores all the same. */
async function killWhileStoring(world: World, engine: Engine): Promise<void> {
  const { keychain } = world;
  const { setPassword } = keychain;
  keychain.mood = 'working';
  keychain.setPassword = (...entry) => {
    keychain.mood = 'hanging';
    keychain.setPassword = setPassword;
    return setPassword(...entry);
  };
  void engine.session.signIn({ login: marie.email, password: marie.password });
  await settle();
  engine.kill();
  world.keychain.release();
  await settle();
  expect(world.api.ownerOf(world.keychain.entries.get(origin) ?? '')).toBe(marie.email);
}

/** Puts a token of Marie's into the keychain in place of what is there; answers it. */
async function plantToken(world: World): Promise<string> {
  const body = new URLSearchParams({ username: marie.email, password: marie.password });
  const answer = await world.api.fetch(`${origin}/auth/login`, { method: 'POST', body });
  const { refresh_token: token } = z
    .object({ refresh_token: z.string() })
    .parse(await answer.json());
  world.keychain.entries.set(origin, token);
  return token;
}

describe('a token that reached the keychain after its process was killed', () => {
  it('is never drawn with the profile of the user whose token it replaced', async () => {
    const world = createWorldOfTwo();
    const first = await startSignedIn(world);
    world.keychain.mood = 'refusing';
    const second = await restart(world, first);
    await killWhileStoring(world, second);
    world.api.fault(() => Promise.reject(networkError('ENOTFOUND')));
    const third = await restart(world, second);
    expect(third.session.getState()).toMatchObject({ kind: 'restoring' });
    expect(JSON.stringify(third.states)).not.toContain(jean.email);
  });

  it('is not drawn with that profile either where the settings could not be written', async () => {
    const world = createWorldOfTwo();
    const first = await startSignedIn(world);
    const settings = world.records.read();
    world.keychain.mood = 'refusing';
    const second = await restart(world, first);
    await killWhileStoring(world, second);
    world.records.update(settings);
    world.api.fault(() => Promise.reject(networkError('ENOTFOUND')));
    const third = await restart(world, second);
    expect(third.session.getState()).toMatchObject({ kind: 'restoring' });
    expect(JSON.stringify(third.states)).not.toContain(jean.email);
  });

  it('is removed, and ended at the server, if the user had signed out before', async () => {
    const world = createWorldOfTwo();
    const first = await startSignedIn(world);
    await first.session.signOut();
    await settle();
    await killWhileStoring(world, first);
    const token = world.keychain.entries.get(origin) ?? '';
    const second = await restart(world, first);
    await settle();
    expect(second.session.getState()).toMatchObject({ kind: 'signed-out', reason: 'user' });
    expect(world.keychain.entries.size).toBe(0);
    expect(world.api.isLive(token)).toBe(false);
  });

  it('is removed if nobody remembers which session the user ended', async () => {
    const world = createWorld();
    const first = await startSignedIn(world);
    const token = world.keychain.entries.get(origin) ?? '';
    world.records.update({ marker: null, profile: null, signOutReason: 'user' });
    await restart(world, first);
    await settle();
    expect(world.keychain.entries.size).toBe(0);
    expect(world.api.isLive(token)).toBe(false);
  });

  it('is left alone while the keychain does not say which session it holds', async () => {
    const world = createWorldOfTwo();
    const first = await startSignedIn(world);
    await first.session.signOut();
    await settle();
    await plantToken(world);
    const { getPassword } = world.keychain;
    world.keychain.getPassword = async (service, account) => {
      if (account.endsWith('#canary')) {
        throw new Error('The keychain said no');
      }
      return getPassword(service, account);
    };
    const second = await restart(world, first);
    await settle();
    expect(second.session.getState()).toMatchObject({ kind: 'signed-out', reason: 'user' });
    expect(world.keychain.entries.has(origin)).toBe(true);
  });
});

describe('a session that the settings do not know of', () => {
  it('is not taken up beside a sign-in that is under way', async () => {
    const world = createWorld();
    const first = await startSignedIn(world);
    world.records.update({ marker: null, profile: null, signOutReason: 'user', endedSession: 1 });
    world.keychain.mood = 'hanging';
    const { session } = await restart(world, first);
    world.api.fault(hang, { path: '/auth/login' });
    void session.signIn(jeansSignIn);
    await settle();
    world.keychain.release();
    await settle();
    expect(session.getState()).toMatchObject({ kind: 'signed-out', reason: 'user' });
    expect(world.api.count('/auth/refresh')).toBe(0);
  });
});

describe('a token that is adopted in place of a refused one', () => {
  it('has its own profile asked for', async () => {
    const world = createWorldOfTwo();
    const { session } = await startSignedIn(world);
    await plantToken(world);
    await world.clock.advance(1_000);
    world.api.fault(() => json(401, { detail: 'no' }), { path: '/auth/refresh', times: 1 });
    session.retry('resume');
    await settle();
    expect(session.getState()).toMatchObject({
      kind: 'signed-in',
      user: { email: marie.email },
      link: { kind: 'online' },
    });
  });
});

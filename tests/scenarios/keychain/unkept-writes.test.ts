import { describe, expect, it } from 'vitest';
import { createWorld, start, startSignedIn, type World } from '../../support/engine/engine.ts';
import { jeansSignIn, origin } from '../../support/engine/fake-api.ts';

/** A keychain that confirms every write of the token and goes on giving `kept`. */
function createLyingWorld(kept: string | null): World {
  const world = createWorld();
  const { getPassword } = world.keychain;
  world.keychain.getPassword = async (service, account) =>
    account === origin ? kept : getPassword(service, account);
  return world;
}

describe('a keychain that confirms a write', () => {
  it.each([
    ['and goes on giving an earlier token', 'an-earlier-token'],
    ['and drops it', null],
  ])('%s: the session lives in memory, and the user is told', async (_name, kept) => {
    const world = createLyingWorld(null);
    const { session } = await start(world);
    world.keychain.getPassword = createLyingWorld(kept).keychain.getPassword;
    expect(await session.signIn(jeansSignIn)).toEqual({ ok: true, value: null });
    expect(session.getState()).toMatchObject({ kind: 'signed-in', storage: 'memory' });
    expect(world.records.read()).toMatchObject({ marker: null, signOutReason: 'keychain-lost' });
  });

  it('and keeps it: the session lives in the keychain', async () => {
    const { session } = await startSignedIn(createWorld());
    expect(session.getState()).toMatchObject({ kind: 'signed-in', storage: 'keychain' });
  });
});

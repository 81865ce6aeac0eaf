import { describe, expect, it } from 'vitest';
import { createSetup, type Setup, start, startSignedIn } from '../../support/engine/engine.ts';
import { jeansSignIn, origin } from '../../support/engine/fake-api.ts';

/** A keychain that confirms every write of the token and goes on giving `kept`. */
function createLyingSetup(kept: string | null): Setup {
  const setup = createSetup();
  const { getPassword } = setup.keychain;
  setup.keychain.getPassword = async (service, account) =>
    account === origin ? kept : getPassword(service, account);
  return setup;
}

describe('a keychain that confirms a write', () => {
  it.each([
    ['and still returns an earlier token', 'an-earlier-token'],
    ['and drops it', null],
  ])('%s leaves the session in memory, and the user is told', async (_name, kept) => {
    const setup = createLyingSetup(null);
    const { session } = await start(setup);
    setup.keychain.getPassword = createLyingSetup(kept).keychain.getPassword;
    expect(await session.signIn(jeansSignIn)).toEqual({ ok: true, value: null });
    expect(session.getState()).toMatchObject({ kind: 'signed-in', storage: 'memory' });
    expect(setup.records.read()).toMatchObject({ marker: null, signOutReason: 'keychain-lost' });
  });

  it('and keeps it holds the session', async () => {
    const { session } = await startSignedIn(createSetup());
    expect(session.getState()).toMatchObject({ kind: 'signed-in', storage: 'keychain' });
  });
});

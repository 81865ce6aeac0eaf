import { describe, expect, it, vi } from 'vitest';
import * as z from 'zod/mini';
import {
  createSetup,
  type Engine,
  restart,
  type Setup,
  startSignedIn,
} from '../../support/engine/engine.ts';
import { hang, jeansSignIn, json, networkError, origin } from '../../support/engine/fake-api.ts';
import { settle } from '../../support/engine/fake-clock.ts';
import { jean, marie } from '../../support/people.ts';

vi.setConfig({ testTimeout: 60_000 });

function createSetupOfTwo(): Setup {
  const setup = createSetup();
  setup.api.addAccount(marie);
  return setup;
}

/** Killed while the keychain hangs with the token, which it stores all the same. */
async function killWhileStoring(setup: Setup, engine: Engine): Promise<void> {
  const { keychain } = setup;
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
  setup.keychain.release();
  await settle();
  expect(setup.api.ownerOf(setup.keychain.entries.get(origin) ?? '')).toBe(marie.email);
}

/** Puts a token of Marie's into the keychain in place of what is there; answers it. */
async function plantToken(setup: Setup): Promise<string> {
  const body = new URLSearchParams({ username: marie.email, password: marie.password });
  const answer = await setup.api.fetch(`${origin}/auth/login`, { method: 'POST', body });
  const { refresh_token: token } = z
    .object({ refresh_token: z.string() })
    .parse(await answer.json());
  setup.keychain.entries.set(origin, token);
  return token;
}

describe('a token that reached the keychain after its process was killed', () => {
  it('is never drawn with the profile of the user whose token it replaced', async () => {
    const setup = createSetupOfTwo();
    const first = await startSignedIn(setup);
    setup.keychain.mood = 'refusing';
    const second = await restart(setup, first);
    await killWhileStoring(setup, second);
    setup.api.fault(() => Promise.reject(networkError('ENOTFOUND')));
    const third = await restart(setup, second);
    expect(third.session.getState()).toMatchObject({ kind: 'restoring' });
    expect(JSON.stringify(third.states)).not.toContain(jean.email);
  });

  it('is not drawn with that profile if the settings could not be written either', async () => {
    const setup = createSetupOfTwo();
    const first = await startSignedIn(setup);
    const settings = setup.records.read();
    setup.keychain.mood = 'refusing';
    const second = await restart(setup, first);
    await killWhileStoring(setup, second);
    setup.records.update(settings);
    setup.api.fault(() => Promise.reject(networkError('ENOTFOUND')));
    const third = await restart(setup, second);
    expect(third.session.getState()).toMatchObject({ kind: 'restoring' });
    expect(JSON.stringify(third.states)).not.toContain(jean.email);
  });

  it('is removed, and ended at the server, if the user had signed out before', async () => {
    const setup = createSetupOfTwo();
    const first = await startSignedIn(setup);
    await first.session.signOut();
    await settle();
    await killWhileStoring(setup, first);
    const token = setup.keychain.entries.get(origin) ?? '';
    const second = await restart(setup, first);
    await settle();
    expect(second.session.getState()).toMatchObject({ kind: 'signed-out', reason: 'user' });
    expect(setup.keychain.entries.size).toBe(0);
    expect(setup.api.isLive(token)).toBe(false);
  });

  it('is removed if nobody remembers which session the user ended', async () => {
    const setup = createSetup();
    const first = await startSignedIn(setup);
    const token = setup.keychain.entries.get(origin) ?? '';
    setup.records.update({ marker: null, profile: null, signOutReason: 'user' });
    await restart(setup, first);
    await settle();
    expect(setup.keychain.entries.size).toBe(0);
    expect(setup.api.isLive(token)).toBe(false);
  });

  it('is left alone while the keychain does not say which session it holds', async () => {
    const setup = createSetupOfTwo();
    const first = await startSignedIn(setup);
    await first.session.signOut();
    await settle();
    await plantToken(setup);
    const { getPassword } = setup.keychain;
    setup.keychain.getPassword = async (service, account) => {
      if (account.endsWith('#canary')) {
        throw new Error('The keychain said no');
      }
      return getPassword(service, account);
    };
    const second = await restart(setup, first);
    await settle();
    expect(second.session.getState()).toMatchObject({ kind: 'signed-out', reason: 'user' });
    expect(setup.keychain.entries.has(origin)).toBe(true);
  });
});

describe('a session that the settings do not know of', () => {
  it('is not resumed while a sign-in is in progress', async () => {
    const setup = createSetup();
    const first = await startSignedIn(setup);
    setup.records.update({ marker: null, profile: null, signOutReason: 'user', endedSession: 1 });
    setup.keychain.mood = 'hanging';
    const { session } = await restart(setup, first);
    setup.api.fault(hang, { path: '/auth/login' });
    void session.signIn(jeansSignIn);
    await settle();
    setup.keychain.release();
    await settle();
    expect(session.getState()).toMatchObject({ kind: 'signed-out', reason: 'user' });
    expect(setup.api.count('/auth/refresh')).toBe(0);
  });
});

describe('a token that is adopted in place of a refused one', () => {
  it('gets its own profile from the API', async () => {
    const setup = createSetupOfTwo();
    const { session } = await startSignedIn(setup);
    await plantToken(setup);
    await setup.clock.advance(1_000);
    setup.api.fault(() => json(401, { detail: 'no' }), { path: '/auth/refresh', times: 1 });
    session.retry('resume');
    await settle();
    expect(session.getState()).toMatchObject({
      kind: 'signed-in',
      user: { email: marie.email },
      link: { kind: 'online' },
    });
  });
});

import type { AuthState } from '@mytone/shared/auth-state.ts';
import { fail, ok } from '@mytone/shared/result.ts';
import { describe, expect, test, vi } from 'vitest';
import type { Session } from '../../../../src/main/auth/session.ts';
import { createCommandHandlers } from '../../../../src/main/bridge/command-handlers.ts';
import { createPreferences } from '../../../../src/main/profile/preferences.ts';
import { createSettingsInMemory } from '../fakes.ts';

const state: AuthState = { kind: 'signed-out', reason: 'user', email: null };
const appInfo = { version: '1.2.3', apiOrigin: 'https://api.example.com' };

function createBench() {
  const auth = {
    getState: () => state,
    onChange: () => () => {},
    start: vi.fn(async () => {}),
    signIn: vi.fn(async () => fail({ code: 'wrong-credentials' } as const)),
    signUp: vi.fn(async () => ok(null)),
    cancelSignIn: vi.fn(),
    signOut: vi.fn(async () => {}),
    retry: vi.fn(),
    getDiary: () => 'diary',
    dispose: vi.fn(),
  } satisfies Session;
  const preferences = createPreferences(createSettingsInMemory(), () => []);
  const openLink = vi.fn(async () => {});
  return {
    auth,
    openLink,
    handlers: createCommandHandlers({ auth, preferences, openLink, appInfo }),
  };
}

test('a snapshot is the state of the session', async () => {
  expect(await createBench().handlers.getAuthState(undefined)).toEqual(ok(state));
});

test('a failed sign-in is an answer, not an exception', async () => {
  const { handlers } = createBench();
  expect(await handlers.signIn({ login: 'a', password: 'b' })).toEqual(
    fail({ code: 'wrong-credentials' }),
  );
});

test('signing out answers once nothing is left', async () => {
  const { auth, handlers } = createBench();
  let isSignedOut = false;
  auth.signOut.mockImplementation(async () => {
    await Promise.resolve();
    isSignedOut = true;
  });
  await handlers.signOut(undefined);
  expect(isSignedOut).toBe(true);
});

test('"try again" is passed on as the wish of the user', async () => {
  const { auth, handlers } = createBench();
  await handlers.retry(undefined);
  expect(auth.retry.mock.calls).toEqual([['user']]);
});

test('cancelling ends the sign-in', async () => {
  const { auth, handlers } = createBench();
  await handlers.cancelSignIn(undefined);
  expect(auth.cancelSignIn).toHaveBeenCalledOnce();
});

test('preferences that were set are read back', async () => {
  const { handlers } = createBench();
  await handlers.setPreferences({ language: 'de', theme: 'dark' });
  expect(await handlers.getPreferences(undefined)).toEqual(ok({ language: 'de', theme: 'dark' }));
});

describe('facts', () => {
  test('of the application are handed over as they are', async () => {
    expect(await createBench().handlers.getAppInfo(undefined)).toEqual(ok(appInfo));
  });

  test('of the session are its diary', async () => {
    expect(await createBench().handlers.getDiary(undefined)).toEqual(ok('diary'));
  });
});

test('a link is opened by its name', async () => {
  const { handlers, openLink } = createBench();
  await handlers.openLink('service');
  expect(openLink.mock.calls).toEqual([['service']]);
});

import type { AuthState } from '@mytone/shared/auth-state.ts';
import { fail, ok } from '@mytone/shared/result.ts';
import { expect, test, vi } from 'vitest';
import type { Session } from '../../../../src/main/auth/session.ts';
import { createCommandHandlers } from '../../../../src/main/bridge/command-handlers.ts';
import { createPreferences } from '../../../../src/main/profile/preferences.ts';
import { createSettingsInMemory } from '../fakes.ts';

const state: AuthState = { kind: 'signed-out', reason: 'user', email: null };
const appInfo = { version: '1.2.3', apiOrigin: 'https://api.example.com', systemLocale: 'fr-FR' };

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
    setVisible: vi.fn(),
    authorised: async () => ({ kind: 'aborted' }),
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

test('getAuthState returns the current state of the session', async () => {
  expect(await createBench().handlers.getAuthState(undefined)).toEqual(ok(state));
});

test('signIn returns a failure as a value instead of throwing', async () => {
  const { handlers } = createBench();
  expect(await handlers.signIn({ login: 'a', password: 'b' })).toEqual(
    fail({ code: 'wrong-credentials' }),
  );
});

test('signOut answers only after the session has ended', async () => {
  const { auth, handlers } = createBench();
  let isSignedOut = false;
  auth.signOut.mockImplementation(async () => {
    await Promise.resolve();
    isSignedOut = true;
  });
  await handlers.signOut(undefined);
  expect(isSignedOut).toBe(true);
});

test('retry tells the session that the user asked for it', async () => {
  const { auth, handlers } = createBench();
  await handlers.retry(undefined);
  expect(auth.retry.mock.calls).toEqual([['user']]);
});

test('cancelSignIn cancels the sign-in', async () => {
  const { auth, handlers } = createBench();
  await handlers.cancelSignIn(undefined);
  expect(auth.cancelSignIn).toHaveBeenCalledOnce();
});

test('getPreferences returns what setPreferences stored', async () => {
  const { handlers } = createBench();
  await handlers.setPreferences({ language: 'de', theme: 'dark' });
  expect(await handlers.getPreferences(undefined)).toEqual(ok({ language: 'de', theme: 'dark' }));
});

test('getAppInfo returns the facts about the application', async () => {
  expect(await createBench().handlers.getAppInfo(undefined)).toEqual(ok(appInfo));
});

test('getDiary returns the diary of the session', async () => {
  expect(await createBench().handlers.getDiary(undefined)).toEqual(ok('diary'));
});

test('openLink opens the page with this name', async () => {
  const { handlers, openLink } = createBench();
  await handlers.openLink('service');
  expect(openLink.mock.calls).toEqual([['service']]);
});

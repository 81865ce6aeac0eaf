import type { AuthState } from '@mytone/shared/auth-state.ts';
import { fail, ok } from '@mytone/shared/result.ts';
import { expect, test, vi } from 'vitest';
import type { Session } from '../../../../src/main/auth/session.ts';
import { createCommandHandlers } from '../../../../src/main/bridge/command-handlers.ts';
import { createPreferences } from '../../../../src/main/profile/preferences.ts';
import type { Updates } from '../../../../src/main/update/updates.ts';
import { appInfo } from '../../../support/app-info.ts';
import { createSettingsInMemory } from '../fakes.ts';

const state: AuthState = { kind: 'signed-out', reason: 'user', email: null };

const license = { name: 'react', version: '19.3.1', identifier: 'MIT', text: 'MIT License …' };

function setUp() {
  const session = {
    getState: () => state,
    onChange: () => () => {},
    start: vi.fn(async () => {}),
    signIn: vi.fn(async () => fail({ code: 'wrong-credentials' } as const)),
    signUp: vi.fn(async () => ok(null)),
    cancelSignIn: vi.fn(),
    checkName: vi.fn(async () => 'taken' as const),
    signOut: vi.fn(async () => {}),
    retry: vi.fn(),
    setVisible: vi.fn(),
    callWithToken: async () => ({ kind: 'aborted' }),
    recovery: {
      get: () => ({ kind: 'link-open' }),
      onChange: () => () => {},
      openLink: vi.fn(),
      requestLink: vi.fn(async () => ok(null)),
      setPassword: vi.fn(async () => fail({ code: 'reset-link-refused' } as const)),
      cancel: vi.fn(),
      close: vi.fn(),
    },
    account: {
      getOffer: () => ({ kind: 'known', features: ['change-password'] }),
      onOffer: () => () => {},
      watchOffer: vi.fn(),
      changeProfile: vi.fn(async () => ok(null)),
      changePassword: vi.fn(async () => fail({ code: 'wrong-password' } as const)),
      getSessions: async () => ok([]),
      endSession: vi.fn(async () => ok(null)),
      endOtherSessions: vi.fn(async () => ok(null)),
      deleteAccount: vi.fn(async () => ok(null)),
    },
    getSessionLog: () => 'session log',
    dispose: vi.fn(),
  } satisfies Session;
  const preferences = createPreferences(createSettingsInMemory(), () => []);
  const openLink = vi.fn(async () => {});
  const question = { id: 1, host: 'proxy', port: 3128, realm: '', isRepeated: false };
  const proxy = {
    allowQuestions: vi.fn(),
    questions: { get: () => question, onChange: () => {}, answer: vi.fn() },
  };
  const updates = {
    getState: () => ({ kind: 'none', isShown: true }) as const,
    onChange: () => {},
    act: vi.fn(),
    start: () => {},
  } satisfies Updates;
  return {
    session,
    openLink,
    proxy,
    question,
    updates,
    handlers: createCommandHandlers({
      session,
      preferences,
      proxy,
      openLink,
      appInfo,
      updates,
      readLicenses: async () => [license],
      testKeychain: async () => 'locked',
    }),
  };
}

test('getAuthState returns the current state of the session', async () => {
  expect(await setUp().handlers.getAuthState(undefined)).toEqual(ok(state));
});

test('signIn returns a failure as a value instead of throwing', async () => {
  const { handlers } = setUp();
  expect(await handlers.signIn({ login: 'a', password: 'b' })).toEqual(
    fail({ code: 'wrong-credentials' }),
  );
});

test.each(['signIn', 'signUp', 'retry'] as const)(
  '%s lets the proxy ask again after the user declined',
  async (name) => {
    const { handlers, proxy } = setUp();
    await handlers[name]({} as never);
    expect(proxy.allowQuestions).toHaveBeenCalledOnce();
  },
);

test('getProxyQuestion returns the open question, and answerProxyQuestion passes the answer on', async () => {
  const { handlers, proxy, question } = setUp();
  expect(await handlers.getProxyQuestion(undefined)).toEqual(ok(question));
  await handlers.answerProxyQuestion(null);
  expect(proxy.questions.answer).toHaveBeenCalledExactlyOnceWith(null);
});

test('signOut answers only after the session has ended', async () => {
  const { session, handlers } = setUp();
  let isSignedOut = false;
  session.signOut.mockImplementation(async () => {
    await Promise.resolve();
    isSignedOut = true;
  });
  await handlers.signOut(undefined);
  expect(isSignedOut).toBe(true);
});

test('retry tells the session that the user asked for it', async () => {
  const { session, handlers } = setUp();
  await handlers.retry(undefined);
  expect(session.retry.mock.calls).toEqual([['user']]);
});

test('cancelSignIn cancels the sign-in', async () => {
  const { session, handlers } = setUp();
  await handlers.cancelSignIn(undefined);
  expect(session.cancelSignIn).toHaveBeenCalledOnce();
});

test('checkName returns what the API says about the name', async () => {
  const { session, handlers } = setUp();
  const input = { field: 'email', value: 'jean@example.com' } as const;
  expect(await handlers.checkName(input)).toEqual(ok('taken'));
  expect(session.checkName.mock.calls).toEqual([[input]]);
});

test('getPreferences returns what setPreferences stored', async () => {
  const { handlers } = setUp();
  await handlers.setPreferences({ language: 'de', theme: 'dark', zoom: 150 });
  expect(await handlers.getPreferences(undefined)).toEqual(
    ok({ language: 'de', theme: 'dark', zoom: 150 }),
  );
});

test('getAppInfo returns the facts about the application', async () => {
  expect(await setUp().handlers.getAppInfo(undefined)).toEqual(ok(appInfo));
});

test('getLicenses returns what the build collected', async () => {
  expect(await setUp().handlers.getLicenses(undefined)).toEqual(ok([license]));
});

test('testKeychain returns the result of the test', async () => {
  expect(await setUp().handlers.testKeychain(undefined)).toEqual(ok('locked'));
});

test('getSessionLog returns the session log', async () => {
  expect(await setUp().handlers.getSessionLog(undefined)).toEqual(ok('session log'));
});

test('openLink opens the page with this name', async () => {
  const { handlers, openLink } = setUp();
  await handlers.openLink('service');
  expect(openLink.mock.calls).toEqual([['service']]);
});

test('getUpdateState returns the state of the update', async () => {
  const answer = await setUp().handlers.getUpdateState(undefined);
  expect(answer).toEqual(ok({ kind: 'none', isShown: true }));
});

test('actOnUpdate passes on what the user asked for', async () => {
  const { updates, handlers } = setUp();
  await handlers.actOnUpdate('download');
  expect(updates.act.mock.calls).toEqual([['download']]);
});

test('forgotPassword asks for a link with the address alone', async () => {
  const { session, handlers } = setUp();
  expect(await handlers.forgotPassword({ email: 'jean@example.com' })).toEqual(ok(null));
  expect(session.recovery.requestLink.mock.calls).toEqual([[{ email: 'jean@example.com' }]]);
});

test('resetPassword returns why the link was refused', async () => {
  const { handlers } = setUp();
  expect(await handlers.resetPassword({ password: 'long enough' })).toEqual(
    fail({ code: 'reset-link-refused' }),
  );
});

test('closePasswordReset forgets the link, cancelPasswordRequest keeps it', async () => {
  const { session, handlers } = setUp();
  await handlers.cancelPasswordRequest(undefined);
  expect(session.recovery.close).not.toHaveBeenCalled();
  await handlers.closePasswordReset(undefined);
  expect(session.recovery.close).toHaveBeenCalledOnce();
});

test('getPasswordReset returns that a link is open, but not the link', async () => {
  expect(await setUp().handlers.getPasswordReset(undefined)).toEqual(ok({ kind: 'link-open' }));
});

test('getAccountOffer returns what is known, and starts asking the API', async () => {
  const { session, handlers } = setUp();
  expect(await handlers.getAccountOffer(undefined)).toEqual(
    ok({ kind: 'known', features: ['change-password'] }),
  );
  expect(session.account.watchOffer).toHaveBeenCalledOnce();
});

test('changePassword returns a wrong password as a value', async () => {
  const { handlers } = setUp();
  const input = { currentPassword: 'wrong', password: 'long enough' };
  expect(await handlers.changePassword(input)).toEqual(fail({ code: 'wrong-password' }));
});

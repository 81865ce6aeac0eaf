import type { AccountOffer } from '@mytone/shared/account/account.ts';
import type { PasswordReset } from '@mytone/shared/account/password-reset.ts';
import type { AuthState } from '@mytone/shared/auth-state.ts';
import type { BridgeFailure } from '@mytone/shared/failures.ts';
import type { Preferences } from '@mytone/shared/preferences.ts';
import type { ProxyQuestion } from '@mytone/shared/proxy.ts';
import { fail, ok, type Result } from '@mytone/shared/result.ts';
import type { AppInfo } from '@mytone/shared/settings/app-info.ts';
import type { SettingsSection } from '@mytone/shared/settings/sections.ts';
import type { UpdateState } from '@mytone/shared/update-state.ts';
import { expect, it } from 'vitest';
import { connectStore } from '../../../../src/renderer/store/connect-store.ts';
import { emptyDrafts } from '../../../../src/renderer/store/drafts.ts';
import { createRendererStore, goTo } from '../../../../src/renderer/store/renderer-store.ts';
import { appInfo as info } from '../../../support/app-info.ts';
import { jean } from '../jean.ts';

const signedOut: AuthState = { kind: 'signed-out', reason: 'user', email: null };
const signedIn: AuthState = {
  kind: 'signed-in',
  user: jean,
  link: { kind: 'verifying' },
  storage: 'keychain',
};
const french: Preferences = { language: 'fr', theme: 'system', zoom: 100 };
const german: Preferences = { language: 'de', theme: 'dark', zoom: 150 };

/** A bridge whose snapshots are answered when the test says so. */
function createSource() {
  const authStates = createChannel<AuthState>();
  const passwordReset = createChannel<PasswordReset>();
  const accountOffer = createChannel<AccountOffer>();
  const preferences = createChannel<Preferences>();
  const proxyQuestions = createChannel<ProxyQuestion | null>();
  const update = createChannel<UpdateState>();
  const appInfo = createChannel<AppInfo>();
  const settings = createChannel<SettingsSection>();
  return {
    proxyQuestions,
    authStates,
    passwordReset,
    accountOffer,
    preferences,
    update,
    appInfo,
    settings,
    bridge: {
      onSettingsWanted: settings.subscribe,
      onAuthState: authStates.subscribe,
      getAuthState: authStates.read,
      onPasswordReset: passwordReset.subscribe,
      getPasswordReset: passwordReset.read,
      onAccountOffer: accountOffer.subscribe,
      getAccountOffer: accountOffer.read,
      onPreferences: preferences.subscribe,
      getPreferences: preferences.read,
      onProxyQuestion: proxyQuestions.subscribe,
      getProxyQuestion: proxyQuestions.read,
      onUpdateState: update.subscribe,
      getUpdateState: update.read,
      getAppInfo: appInfo.read,
    },
  };
}

function createChannel<Value>() {
  const calls: string[] = [];
  const listeners = new Set<(value: Value) => void>();
  const snapshot = Promise.withResolvers<Result<Value, BridgeFailure>>();
  return {
    calls,
    listeners,
    push: (value: Value) => {
      for (const listener of listeners) {
        listener(value);
      }
    },
    answer: async (result: Result<Value, BridgeFailure>) => {
      snapshot.resolve(result);
      await new Promise(setImmediate);
    },
    reject: async () => {
      snapshot.reject(new Error('no handler'));
      await new Promise(setImmediate);
    },
    subscribe: (listener: (value: Value) => void) => {
      calls.push('subscribe');
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    read: () => {
      calls.push('read');
      return snapshot.promise;
    },
  };
}

function connect() {
  const source = createSource();
  const store = createRendererStore();
  const stop = connectStore(source.bridge, store);
  return { ...source, store, stop };
}

it('subscribes before it reads the snapshot', () => {
  const { authStates, preferences } = connect();
  expect(authStates.calls).toEqual(['subscribe', 'read']);
  expect(preferences.calls).toEqual(['subscribe', 'read']);
});

it('uses the snapshot when nothing was pushed', async () => {
  const { authStates, store } = connect();
  await authStates.answer(ok(signedOut));
  expect(store.getState().auth).toEqual(signedOut);
});

it('keeps a pushed state when an older snapshot arrives after it', async () => {
  const { authStates, store } = connect();
  authStates.push(signedIn);
  await authStates.answer(ok(signedOut));
  expect(store.getState().auth).toEqual(signedIn);
});

it('keeps pushed preferences when an older snapshot arrives after them', async () => {
  const { preferences, store } = connect();
  preferences.push(german);
  await preferences.answer(ok(french));
  expect(store.getState().preferences).toEqual(german);
});

it('keeps the snapshot of one kind when the other kind is pushed', async () => {
  const { authStates, preferences, store } = connect();
  authStates.push(signedIn);
  await preferences.answer(ok(french));
  expect(store.getState().preferences).toEqual(french);
});

it('follows pushes after the snapshot', async () => {
  const { authStates, store } = connect();
  await authStates.answer(ok(signedOut));
  authStates.push(signedIn);
  expect(store.getState().auth).toEqual(signedIn);
});

it('reports a snapshot that main refuses', async () => {
  const { authStates, store } = connect();
  await authStates.answer(fail({ code: 'untrusted-sender' }));
  expect(store.getState().fault).toBe('untrusted-sender');
});

it('reports a call that could not be made as unexpected', async () => {
  const { preferences, store } = connect();
  await preferences.reject();
  expect(store.getState().fault).toBe('unexpected');
});

it('shows a question that the proxy asked before the page was loaded, until it is answered', async () => {
  const { proxyQuestions, store } = connect();
  const question = { id: 1, host: 'proxy', port: 3128, realm: '', isRepeated: false };
  await proxyQuestions.answer(ok(question));
  expect(store.getState().proxyQuestion).toEqual(question);
  proxyQuestions.push(null);
  expect(store.getState().proxyQuestion).toBeNull();
});

it('receives nothing after it was stopped', () => {
  const { stop, store: _store, bridge: _bridge, appInfo: _appInfo, ...sources } = connect();
  stop();
  const counts = Object.values(sources).map(({ listeners }) => listeners.size);
  expect(counts).toEqual([0, 0, 0, 0, 0, 0, 0]);
});

it('opens the part of the settings that was chosen in the menu', () => {
  const { settings, store } = connect();
  settings.push('about');
  expect(store.getState().settings).toBe('about');
});

it('follows the state of the update', async () => {
  const { update, store } = connect();
  await update.answer(ok({ kind: 'idle', isShown: false }));
  update.push({ kind: 'checking', isShown: true });
  expect(store.getState().update).toEqual({ kind: 'checking', isShown: true });
});

it('knows the version, the server and the locale of the system', async () => {
  const { bridge, appInfo } = createSource();
  const store = createRendererStore();
  connectStore(bridge, store);
  await appInfo.answer(ok(info));
  expect(store.getState().appInfo).toEqual(info);
});

it('opens the sign-in form with the address after a new password was set', () => {
  const { passwordReset, store } = connect();
  passwordReset.push({ kind: 'done', email: jean.email });
  const { wish, drafts } = store.getState();
  expect([wish, drafts.login]).toEqual(['sign-in', jean.email]);
});

it('keeps what was typed at sign-in if the new password names no address', () => {
  const { passwordReset, store } = connect();
  goTo(store, 'forgot-password', { ...emptyDrafts, login: 'jeandupont' });
  passwordReset.push({ kind: 'done', email: null });
  expect(store.getState().drafts.login).toBe('jeandupont');
});

import type { AccountOffer, AccountSession } from '@mytone/shared/account/account.ts';
import type { NameCheck } from '@mytone/shared/account/name-check.ts';
import type { PasswordReset } from '@mytone/shared/account/password-reset.ts';
import type { AuthState } from '@mytone/shared/auth-state.ts';
import type { Bridge } from '@mytone/shared/bridge/bridge.ts';
import type { CommandName } from '@mytone/shared/bridge/channels.ts';
import type { CommandFailure } from '@mytone/shared/bridge/commands.ts';
import type { Preferences } from '@mytone/shared/preferences.ts';
import type { ProxyQuestion } from '@mytone/shared/proxy.ts';
import { fail, ok, type Result } from '@mytone/shared/result.ts';
import type { AppInfo } from '@mytone/shared/settings/app-info.ts';
import type { KeychainTest } from '@mytone/shared/settings/keychain-test.ts';
import type { License } from '@mytone/shared/settings/licenses.ts';
import type { SettingsSection } from '@mytone/shared/settings/sections.ts';
import type { UpdateState } from '@mytone/shared/update-state.ts';

/** How a command is answered: with `null`, with a failure, or never. */
export type Scripted = 'accept' | 'never' | CommandFailure;

export interface FakeBridge {
  readonly bridge: Bridge;
  /** Events that main would push. */
  readonly push: (auth: AuthState) => void;
  /** What choosing in the application's menu does. */
  readonly openSettings: (section: SettingsSection) => void;
  /** The names that the API knows about; it knows nothing about any other. */
  readonly names: Map<string, NameCheck>;
  /** The session log from now on. */
  readonly writeLog: (lines: string) => void;
  /** The results of the next keychain tests. */
  readonly findKeychain: (outcome: KeychainTest) => void;
  /** The proxy's question that main would push. */
  readonly pushProxyQuestion: (question: ProxyQuestion | null) => void;
  readonly pushPasswordReset: (reset: PasswordReset) => void;
  /** Sets the answer of a command from now on. */
  readonly answer: (name: CommandName, scripted: Scripted) => void;
  /** Every command that was sent, with its argument. */
  readonly calls: { readonly name: CommandName; readonly input: unknown }[];
}

interface Start {
  readonly auth: AuthState;
  readonly passwordReset?: PasswordReset;
  readonly accountOffer?: AccountOffer;
  readonly sessions?: readonly AccountSession[];
  readonly preferences: Preferences;
  readonly appInfo: AppInfo;
  readonly proxyQuestion: ProxyQuestion | null;
  readonly update?: UpdateState;
  readonly answers: Readonly<Partial<Record<CommandName, Scripted>>>;
}

const firstLog = [
  '2026-11-26T20:41:07.120Z starting → signed-in/verifying: restored',
  '2026-11-26T20:41:08.004Z signed-in/verifying → signed-in/online: start',
  '2026-11-26T22:10:31.560Z signed-in/online → signed-in/offline: server (HTTP 503)',
  '2026-11-26T22:11:02.310Z signed-in/offline → signed-in/online: timer',
].join('\n');

const licenses: readonly License[] = [
  { name: 'axios', version: '1.21.1', identifier: 'MIT', text: '# Copyright (c) Matt Zabriskie' },
  {
    name: '@fontsource-variable/inter',
    version: '5.3.0',
    identifier: 'OFL-1.1',
    text: 'SIL OPEN FONT LICENSE Version 1.1',
  },
  { name: 'react', version: '19.3.1', identifier: 'MIT', text: 'MIT License. Copyright (c) Meta' },
  {
    name: 'zod',
    version: '4.6.7',
    identifier: 'MIT',
    text: 'MIT License. Copyright (c) McDonnell',
  },
];

function createPublisher<Value>(first: Value) {
  const listeners = new Set<(value: Value) => void>();
  let current = first;
  return {
    get: () => current,
    set: (value: Value) => {
      current = value;
      for (const listener of listeners) {
        listener(value);
      }
    },
    subscribe: (listener: (value: Value) => void) => {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
  };
}

const quiet: UpdateState = { kind: 'idle', isShown: false };

/** `window.mytone` without main: returns scripted answers and records the calls. */
export function createFakeBridge(start: Start): FakeBridge {
  const { auth, preferences, appInfo, proxyQuestion, update = quiet, answers } = start;
  const states = createPublisher(auth);
  const resets = createPublisher<PasswordReset>(start.passwordReset ?? { kind: 'none' });
  const choices = createPublisher(preferences);
  const questions = createPublisher(proxyQuestion);
  const settings = createPublisher<SettingsSection>('general');
  const updates = createPublisher(update);
  const names = new Map<string, NameCheck>();
  let sessionLog = firstLog;
  let keychain: KeychainTest = 'works';
  const offers = createPublisher<AccountOffer>(start.accountOffer ?? { kind: 'unknown' });
  let sessions = start.sessions ?? [];
  const scripted = new Map(Object.entries(answers));
  const calls: FakeBridge['calls'] = [];

  function reply(name: CommandName, input?: unknown): Promise<Result<null, never>> {
    calls.push({ name, input });
    const answer = scripted.get(name) ?? 'accept';
    if (answer === 'never') {
      return new Promise(() => {});
    }
    return Promise.resolve(answer === 'accept' ? ok(null) : (fail(answer) as never));
  }

  return {
    push: states.set,
    pushProxyQuestion: questions.set,
    openSettings: settings.set,
    names,
    writeLog: (lines) => {
      sessionLog = lines;
    },
    findKeychain: (outcome) => {
      keychain = outcome;
    },
    pushPasswordReset: resets.set,
    answer: (name, answer) => void scripted.set(name, answer),
    calls,
    bridge: {
      onAuthState: states.subscribe,
      onPasswordReset: resets.subscribe,
      onAccountOffer: offers.subscribe,
      onPreferences: choices.subscribe,
      onProxyQuestion: questions.subscribe,
      onSettingsWanted: settings.subscribe,
      onUpdateState: updates.subscribe,
      getUpdateState: async () => ok(updates.get()),
      getAuthState: async () => ok(states.get()),
      getPasswordReset: async () => ok(resets.get()),
      getPreferences: async () => ok(choices.get()),
      getProxyQuestion: async () => ok(questions.get()),
      getAppInfo: async () => ok(appInfo),
      getLicenses: async () => ok(licenses),
      testKeychain: async () => {
        calls.push({ name: 'testKeychain', input: undefined });
        return scripted.get('testKeychain') === 'never' ? new Promise(() => {}) : ok(keychain);
      },
      getSessionLog: async () => ok(sessionLog),
      setPreferences: (input) => {
        choices.set(input);
        return reply('setPreferences', input);
      },
      checkName: async (input) => {
        calls.push({ name: 'checkName', input });
        return ok(names.get(input.value) ?? 'unknown');
      },
      signIn: (input) => reply('signIn', input),
      signUp: (input) => reply('signUp', input),
      cancelSignIn: () => reply('cancelSignIn'),
      signOut: () => reply('signOut'),
      forgotPassword: (input) => reply('forgotPassword', input),
      resetPassword: (input) => reply('resetPassword', input),
      cancelPasswordRequest: () => reply('cancelPasswordRequest'),
      closePasswordReset: () => {
        resets.set({ kind: 'none' });
        return reply('closePasswordReset');
      },
      getAccountOffer: async () => ok(offers.get()),
      changeProfile: (input) => reply('changeProfile', input),
      changePassword: (input) => reply('changePassword', input),
      getSessions: async () => {
        const answer = await reply('getSessions');
        return answer.ok ? ok(sessions) : answer;
      },
      endSession: (id) => {
        sessions = sessions.filter((session) => session.id !== id);
        return reply('endSession', id);
      },
      endOtherSessions: () => {
        sessions = sessions.filter(({ isCurrent }) => isCurrent);
        return reply('endOtherSessions');
      },
      deleteAccount: (input) => reply('deleteAccount', input),
      retry: () => reply('retry'),
      actOnUpdate: (input) => reply('actOnUpdate', input),
      openLink: (input) => reply('openLink', input),
      answerProxyQuestion: (input) => {
        questions.set(null);
        return reply('answerProxyQuestion', input);
      },
    },
  };
}

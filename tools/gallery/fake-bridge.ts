import type { AuthState } from '@mytone/shared/auth-state.ts';
import type { Bridge } from '@mytone/shared/bridge/bridge.ts';
import type { CommandName } from '@mytone/shared/bridge/channels.ts';
import type { CommandFailure } from '@mytone/shared/bridge/commands.ts';
import type { Preferences } from '@mytone/shared/preferences.ts';
import { fail, ok, type Result } from '@mytone/shared/result.ts';

/** How a command is answered: with `null`, with a failure, or never. */
export type Scripted = 'accept' | 'never' | CommandFailure;

export interface FakeBridge {
  readonly bridge: Bridge;
  /** What main would push. */
  readonly push: (auth: AuthState) => void;
  /** From now on, the command is answered like this. */
  readonly answer: (name: CommandName, scripted: Scripted) => void;
  /** Every command that was sent, with its argument. */
  readonly calls: { readonly name: CommandName; readonly input: unknown }[];
}

interface Start {
  readonly auth: AuthState;
  readonly preferences: Preferences;
  readonly systemLocale: string;
  readonly answers: Readonly<Partial<Record<CommandName, Scripted>>>;
}

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

/** `window.mytone` without main: answers as it is told to and remembers what it was asked. */
export function createFakeBridge({ auth, preferences, systemLocale, answers }: Start): FakeBridge {
  const states = createPublisher(auth);
  const choices = createPublisher(preferences);
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
    answer: (name, answer) => void scripted.set(name, answer),
    calls,
    bridge: {
      onAuthState: states.subscribe,
      onPreferences: choices.subscribe,
      getAuthState: async () => ok(states.get()),
      getPreferences: async () => ok(choices.get()),
      getAppInfo: async () =>
        ok({ version: '1.0.0', apiOrigin: 'https://api-mytone.onrender.com', systemLocale }),
      getDiary: async () =>
        ok('2026-11-26 20:41:07Z starting\n2026-11-26 20:41:08Z signed-in verifying keychain'),
      setPreferences: (input) => {
        choices.set(input);
        return reply('setPreferences', input);
      },
      signIn: (input) => reply('signIn', input),
      signUp: (input) => reply('signUp', input),
      cancelSignIn: () => reply('cancelSignIn'),
      signOut: () => reply('signOut'),
      retry: () => reply('retry'),
      openLink: (input) => reply('openLink', input),
    },
  };
}

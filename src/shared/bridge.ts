import type { AuthState } from './auth-state.ts';
import type { BridgeFailure, SignInFailure, SignUpFailure } from './failures.ts';
import type { SignInInput, SignUpInput } from './inputs.ts';
import type { LinkId } from './links.ts';
import type { Preferences } from './preferences.ts';
import type { Result } from './result.ts';

/** Facts about the application that the renderer shows. */
export interface AppInfo {
  readonly version: string;
  /** Origin of the API this copy talks to, for example `https://api-mytone.onrender.com`. */
  readonly apiOrigin: string;
}

interface Command<Input, Value, Failure> {
  readonly input: Input;
  readonly value: Value;
  readonly failure: Failure;
}

/**
 * Every call of the bridge. Channel table, input schemas, preload and main's handlers are
 * checked against this one list.
 */
export interface Commands {
  /** The session as it is now; subscribe with `onAuthState` first so that nothing is missed. */
  readonly getAuthState: Command<undefined, AuthState, never>;
  readonly signIn: Command<SignInInput, null, SignInFailure>;
  /** Registers and signs in. */
  readonly signUp: Command<SignUpInput, null, SignUpFailure>;
  /** Ends a sign-in or sign-up that is under way; it then answers `cancelled`. */
  readonly cancelSignIn: Command<undefined, null, never>;
  /** Ends the session on this device at once; the server is told when it can be reached. */
  readonly signOut: Command<undefined, null, never>;
  /** The user's "try again": reads a locked keychain again, or asks the API now. */
  readonly retry: Command<undefined, null, never>;
  /** The last changes of the session as text, without secrets or addresses. */
  readonly getDiary: Command<undefined, string, never>;
  readonly getPreferences: Command<undefined, Preferences, never>;
  readonly setPreferences: Command<Preferences, null, never>;
  readonly getAppInfo: Command<undefined, AppInfo, never>;
  /** Opens a page in the user's browser. */
  readonly openLink: Command<LinkId, null, never>;
}

/** What main pushes. */
export interface Events {
  readonly onAuthState: AuthState;
  readonly onPreferences: Preferences;
}

export type CommandName = keyof Commands;
export type EventName = keyof Events;

/** What a command answers across IPC: its own failures and the bridge's. */
export type Answer<Name extends CommandName> = Result<
  Commands[Name]['value'],
  Commands[Name]['failure'] | BridgeFailure
>;

type Invoke<Name extends CommandName> = Commands[Name]['input'] extends undefined
  ? () => Promise<Answer<Name>>
  : (input: Commands[Name]['input']) => Promise<Answer<Name>>;

type Subscribe<Name extends EventName> = (
  /** Gets one cloned payload and no event object. */
  listener: (payload: Events[Name]) => void,
) => () => void;

/** `window.mytone`, in full. */
export type Bridge = {
  readonly [Name in CommandName]: Invoke<Name>;
} & {
  readonly [Name in EventName]: Subscribe<Name>;
};

import * as z from 'zod/mini';
import type { AccountOffer, AccountSession } from '../account/account.ts';
import { type NameCheck, nameCheckInputSchema } from '../account/name-check.ts';
import type { PasswordReset } from '../account/password-reset.ts';
import type { AuthState } from '../auth-state.ts';
import type {
  AccountFailure,
  BridgeFailure,
  ForgotPasswordFailure,
  ResetPasswordFailure,
  SignInFailure,
  SignUpFailure,
} from '../failures.ts';
import {
  changePasswordInputSchema,
  changeProfileInputSchema,
  deleteAccountInputSchema,
  forgotPasswordInputSchema,
  presentText,
  resetPasswordInputSchema,
  signInInputSchema,
  signUpInputSchema,
} from '../inputs.ts';
import { linkIds } from '../links.ts';
import { type Preferences, preferencesSchema } from '../preferences.ts';
import { type ProxyQuestion, proxyAnswerSchema } from '../proxy.ts';
import type { Result } from '../result.ts';
import type { AppInfo } from '../settings/app-info.ts';
import type { KeychainTest } from '../settings/keychain-test.ts';
import type { License } from '../settings/licenses.ts';
import { type UpdateState, updateActions } from '../update-state.ts';
import type { CommandName } from './channels.ts';

/** One call of the bridge: what main accepts, and what it returns. */
export interface Command<Input, Value, Failure> {
  /** Main parses the argument with this schema; any other argument fails with `invalid-input`. */
  readonly input: z.ZodMiniType<Input>;
  /** Types only: never set. */
  readonly result?: Result<Value, Failure>;
}

/** Declares a command: the schema of its argument, then the types of its value and failure. */
export function command<Input>(input: z.ZodMiniType<Input>) {
  return {
    returns: <Value, Failure extends { readonly code: string } = never>(): Command<
      Input,
      Value,
      Failure
    > => ({ input }),
  };
}

const nothing = z.undefined();

/**
 * Every call of the bridge, said once. The preload object, main's handlers, the types of
 * `window.mytone` and the failures that each language needs words for derive from this table.
 */
export const commands = {
  /** The session as it is now. Subscribe with `onAuthState` first so that nothing is missed. */
  getAuthState: command(nothing).returns<AuthState>(),
  signIn: command(signInInputSchema).returns<null, SignInFailure>(),
  /** Registers and signs in. */
  signUp: command(signUpInputSchema).returns<null, SignUpFailure>(),
  /** Cancels a sign-in or sign-up that is in progress, which then fails with `cancelled`. */
  cancelSignIn: command(nothing).returns<null>(),
  /** Whether an e-mail or username is still available; a newer call cancels an older one for the same field. */
  checkName: command(nameCheckInputSchema).returns<NameCheck>(),
  /** Ends the session on this device at once; the server is told as soon as it is reachable. */
  signOut: command(nothing).returns<null>(),
  getPasswordReset: command(nothing).returns<PasswordReset>(),
  /** Requests a mail with a link; the answer is the same whether or not the account exists. */
  forgotPassword: command(forgotPasswordInputSchema).returns<null, ForgotPasswordFailure>(),
  /** Sets a new password with the open link, and ends the session of this copy. */
  resetPassword: command(resetPasswordInputSchema).returns<null, ResetPasswordFailure>(),
  /** Cancels a `forgotPassword` or `resetPassword` that is in progress, which then fails with `cancelled`. */
  cancelPasswordRequest: command(nothing).returns<null>(),
  /** Discards the open link, or the message that a new password was set. */
  closePasswordReset: command(nothing).returns<null>(),
  /** Which of the commands below the API offers, if known yet; the first call makes main ask it. */
  getAccountOffer: command(nothing).returns<AccountOffer>(),
  changeProfile: command(changeProfileInputSchema).returns<null, AccountFailure>(),
  /** Changes the password, which ends every other session of the account but not this one. */
  changePassword: command(changePasswordInputSchema).returns<null, AccountFailure>(),
  getSessions: command(nothing).returns<readonly AccountSession[], AccountFailure>(),
  /** @param input the id of a session, from `getSessions` */
  endSession: command(presentText).returns<null, AccountFailure>(),
  endOtherSessions: command(nothing).returns<null, AccountFailure>(),
  /** Deletes the account and everything about it on this device. */
  deleteAccount: command(deleteAccountInputSchema).returns<null, AccountFailure>(),
  /** The user's "try again": reads a locked keychain again, or asks the API now. */
  retry: command(nothing).returns<null>(),
  /** The last changes of the session as text, without secrets or addresses. */
  getSessionLog: command(nothing).returns<string>(),
  getPreferences: command(nothing).returns<Preferences>(),
  setPreferences: command(preferencesSchema).returns<null>(),
  getAppInfo: command(nothing).returns<AppInfo>(),
  /** The licences of all third-party code and fonts in this copy; empty if the build made no list. */
  getLicenses: command(nothing).returns<readonly License[]>(),
  /** Writes, reads and removes a test entry in the system's keychain. */
  testKeychain: command(nothing).returns<KeychainTest>(),
  /** The open question of a proxy; null if there is none. */
  getProxyQuestion: command(nothing).returns<ProxyQuestion | null>(),
  /** Signs in to the proxy, or declines. Another question follows if the proxy does not accept it. */
  answerProxyQuestion: command(proxyAnswerSchema).returns<null>(),
  /** Opens a page in the user's browser. */
  openLink: command(z.enum(linkIds)).returns<null>(),
  /** Subscribe with `onUpdateState` first so that nothing is missed. */
  getUpdateState: command(nothing).returns<UpdateState>(),
  /** Checks, downloads, postpones or installs; the result appears in the state. */
  actOnUpdate: command(z.enum(updateActions)).returns<null>(),
} satisfies Record<CommandName, Command<unknown, unknown, unknown>>;

export type Commands = typeof commands;

/** What a command's handler gets: its argument, parsed. */
export type InputOf<Entry> = Entry extends Command<infer Input, unknown, unknown> ? Input : never;

/** What a command's handler returns: its value, or one of its own failures. */
export type OutcomeOf<Entry> =
  Entry extends Command<unknown, infer Value, infer Failure> ? Result<Value, Failure> : never;

/** The failures of all commands of a table; each code needs words in every language. */
export type FailureOf<Table> =
  | BridgeFailure
  | Extract<OutcomeOf<Table[keyof Table]>, { readonly ok: false }>['error'];

/** The failures of all commands of the bridge. */
export type CommandFailure = FailureOf<Commands>;

/** A command's answer over IPC: its own failures and those of the bridge. */
export type Answer<Name extends CommandName> =
  | OutcomeOf<Commands[Name]>
  | Result<never, BridgeFailure>;

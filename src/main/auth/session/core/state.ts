import type {
  AuthState,
  KeychainProblem,
  Link,
  SignOutReason,
  TokenStorage,
} from '@mytone/shared/auth-state.ts';
import type { SignInFailure, SignUpFailure } from '@mytone/shared/failures.ts';
import type { Result } from '@mytone/shared/result.ts';
import type { User } from '@mytone/shared/user.ts';
import type { ApiAnswer } from '../../api/api-answer.ts';
import type { SessionRecord } from '../../ports.ts';
import type { AccessToken } from '../../tokens/access-token.ts';
import type { Own, Saved, SessionName, StoredToken } from '../../tokens/token-store.ts';

// State, events and effects of the pure core (machine.ts). Times are epoch milliseconds.

/** Why the session contacts the API on its own. */
export type AttemptCause = 'start' | 'timer' | 'user' | 'resume' | 'network-up';

/** A response that leaves the session as it is. */
export type Unanswered = Exclude<ApiAnswer<never>, { kind: 'success' }>;

/** A response to `POST /auth/refresh`; `refreshToken` is null where the deployment does not rotate. */
export type RefreshAnswer = ApiAnswer<{
  readonly access: AccessToken;
  readonly refreshToken: string | null;
}>;

/** A session fresh from the server; `user` is null if the profile could not be read. */
export interface FreshSession {
  readonly access: AccessToken;
  readonly refreshToken: string;
  readonly user: User | null;
}

export type FormOutcome = Result<FreshSession, SignInFailure | SignUpFailure>;

/** The sign-in or sign-up in progress. */
export interface Form {
  readonly id: number;
  readonly isCancelled: boolean;
}

/** A read of the vault; `stored` is its result while a form is in progress, which goes first. */
export interface Reading {
  readonly ticket: number;
  readonly stored: StoredToken | null;
}

/** The access token, and when it is renewed at the latest: once a day whatever it says. */
export interface Access {
  readonly token: AccessToken;
  readonly receivedAt: number;
  readonly renewAt: number;
}

/** The one refresh that may be in flight, step by step. */
export type Renewal =
  | { readonly kind: 'idle' }
  | { readonly kind: 'waking'; readonly ticket: number }
  | {
      readonly kind: 'refreshing';
      readonly ticket: number;
      /** The same token was sent before and the response was lost. */
      readonly isAgain: boolean;
      /** The token was found in the vault after another one had been refused. */
      readonly isAdopted: boolean;
    }
  /** The vault is read again before a refusal is believed. */
  | {
      readonly kind: 'looking';
      readonly ticket: number;
      readonly refusal: Extract<Unanswered, { kind: 'refused' }>;
    }
  /** The new refresh token is being stored; until then nobody sees the new access token. */
  | { readonly kind: 'keeping'; readonly access: AccessToken };

export type Profile =
  | { readonly kind: 'unknown' }
  | { readonly kind: 'asking'; readonly ticket: number; readonly used: string }
  | { readonly kind: 'confirmed' };

/** One session, from a sign-in or a restore to its end. */
export interface LiveSession {
  /** Names it for the shell, which abandons its requests and timers when it ends. */
  readonly run: number;
  readonly refreshToken: string;
  readonly storage: TokenStorage;
  /** The token of this session that was stored last: it is in the vault until the next is written. */
  readonly stored: string | null;
  /** The latest write of the token to the vault; a late success still counts. */
  readonly write: number | null;
  readonly storeFailures: number;
  /** The name in the vault's canary, which is the time of the marker; null if there is none. */
  readonly name: number | null;
  /** The settings are about another session: they are left alone until the profile is known. */
  readonly isOfAnother: boolean;
  /** The token was found in the vault, and is not one that was stored there from these settings. */
  readonly isUnknown: boolean;
  readonly user: User | null;
  readonly access: Access | null;
  /** The API refused an access token; another refresh would not help while that one is young. */
  readonly isDoubted: boolean;
  readonly renewal: Renewal;
  readonly profile: Profile;
  /** Why an attempt is in progress; null while none is. */
  readonly attempt: AttemptCause | null;
  readonly mustRenew: boolean;
  /** The failure that back-off waits after, and until when only the user cuts it short (server time). */
  readonly failed: { readonly answer: Unanswered; readonly until: number } | null;
  readonly failures: number;
  /** The host answered recently: it need not be woken before this time (server time). */
  readonly awakeUntil: number;
  readonly wasLost: boolean;
  readonly verifiedAt: number | null;
  readonly link: Link;
  /** Calls that wait for a new access token. */
  readonly waiting: readonly number[];
}

/** The phase of the session; each member has all that exists in it. */
export type Phase =
  | {
      readonly kind: 'starting';
      readonly isSlow: boolean;
      readonly reading: Reading | null;
      readonly form: Form | null;
    }
  | {
      readonly kind: 'signed-out';
      readonly reason: SignOutReason | null;
      /** The read that looks for what an earlier run left in the vault. */
      readonly reading: Reading | null;
      readonly form: Form | null;
    }
  | {
      readonly kind: 'keychain-locked';
      readonly problem: KeychainProblem;
      readonly form: Form | null;
    }
  /** A sign-in whose token is being stored; what was shown before is still shown. */
  | {
      readonly kind: 'storing';
      readonly shown: AuthState;
      readonly form: number;
      readonly session: LiveSession;
    }
  | { readonly kind: 'live'; readonly session: LiveSession };

export interface State {
  readonly phase: Phase;
  /** The settings' half of the session, as the core last wrote it. */
  readonly record: SessionRecord;
  readonly isVisible: boolean;
  /** Numbers runs and requests, so that an answer finds only what asked for it. */
  readonly tickets: number;
}

/** When an event happened. */
export interface Moment {
  /** The computer's clock. */
  readonly wall: number;
  /** The same moment by the server's clock. */
  readonly server: number;
  /** Uniform in [0, 1), for the jitter. */
  readonly chance: number;
}

export type Event = { readonly at: Moment } & (
  | { readonly type: 'start'; readonly record: SessionRecord }
  | { readonly type: 'keychain-slow'; readonly ticket: number }
  | { readonly type: 'keychain-read'; readonly ticket: number; readonly stored: StoredToken }
  /** The canary, after the session was drawn by the name that the settings gave it. */
  | { readonly type: 'name-read'; readonly run: number; readonly name: SessionName }
  | { readonly type: 'form-submitted'; readonly form: number }
  | { readonly type: 'form-cancelled' }
  | { readonly type: 'form-answered'; readonly form: number; readonly outcome: FormOutcome }
  /** By default because the user asked; or because the account was deleted. */
  | { readonly type: 'sign-out'; readonly reason?: 'user' | 'account-deleted' }
  | { readonly type: 'retry'; readonly cause: 'user' | 'resume' | 'network-up' }
  | { readonly type: 'visibility'; readonly isVisible: boolean }
  | { readonly type: 'timer' }
  | { readonly type: 'store-timer' }
  | { readonly type: 'woken'; readonly ticket: number; readonly answer: ApiAnswer<null> }
  | { readonly type: 'refreshed'; readonly ticket: number; readonly answer: RefreshAnswer }
  | { readonly type: 'profile-told'; readonly ticket: number; readonly answer: ApiAnswer<User> }
  /** `isSlow`: the keychain took more than 3 s, perhaps because it asked the user. */
  | {
      readonly type: 'stored';
      readonly ticket: number;
      readonly storage: Saved;
      readonly isSlow: boolean;
    }
  | { readonly type: 'token-wanted'; readonly call: number; readonly refused: string | null }
  | { readonly type: 'token-accepted' }
  /** The API answered a change of the profile with the new one. */
  | { readonly type: 'profile-changed'; readonly user: User }
);

export type EventOf<Type extends Event['type']> = Extract<Event, { type: Type }>;

export type Effect =
  | {
      readonly type: 'show';
      readonly state: AuthState;
      readonly cause: string;
      readonly status: number | null;
    }
  | { readonly type: 'record'; readonly change: Partial<SessionRecord> }
  /** Reads token and canary; says `keychain-slow` after 3 s. */
  | { readonly type: 'read'; readonly ticket: number }
  /** Reads the canary of a session that the settings named. */
  | { readonly type: 'check-name'; readonly run: number }
  /** Not done if the vault holds another session than `own`; null replaces whatever is there. */
  | {
      readonly type: 'write';
      readonly ticket: number;
      readonly token: string;
      readonly own: Own | null;
    }
  /** Writes the canary beside the token; then the form, if any, is told that it succeeded. */
  | {
      readonly type: 'mark';
      readonly name: number;
      readonly token: string;
      readonly form: number | null;
    }
  /** Removes token and canary if they are `own`, after `revoke` was queued for the server. */
  | { readonly type: 'remove'; readonly revoke: string | null; readonly own: Own }
  | { readonly type: 'revoke'; readonly token: string }
  | { readonly type: 'submit'; readonly form: number }
  | { readonly type: 'abandon-form'; readonly form: number }
  | {
      readonly type: 'answer-form';
      readonly form: number;
      readonly outcome: Result<null, SignInFailure | SignUpFailure>;
    }
  /** `isPatient`: nothing has failed, so that a host that does not answer may be waking up. */
  | { readonly type: 'wake'; readonly ticket: number; readonly isPatient: boolean }
  | { readonly type: 'refresh'; readonly ticket: number; readonly token: string }
  | { readonly type: 'ask-profile'; readonly ticket: number; readonly token: string }
  /** Replaces the timer of this name; null only cancels it. */
  | { readonly type: 'timer' | 'store-timer'; readonly delayMs: number | null }
  | { readonly type: 'give-token'; readonly call: number; readonly token: string }
  | { readonly type: 'deny-token'; readonly call: number; readonly answer: Unanswered };

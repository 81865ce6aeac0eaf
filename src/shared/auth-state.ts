import type { User } from './user.ts';

/** Why a session ended. The sign-in screen shows it until the user signs in. */
export const signOutReasons = [
  'user',
  'expired',
  'revoked',
  'account-disabled',
  'keychain-lost',
  'account-deleted',
] as const;
export type SignOutReason = (typeof signOutReasons)[number];

/** Why the API could not be asked. None of these ends a session. */
export const offlineCauses = [
  /** No answer: DNS, refused, reset, timed out. */
  'network',
  /** A certificate or TLS error: wrong clock, intercepting proxy. */
  'certificate',
  /** The API, or its host, answered 5xx. */
  'server',
  /** Something other than the API answered: a captive portal, a proxy's page. */
  'not-the-api',
  /** The API answered in JSON that this version cannot read. */
  'unreadable-answer',
  /** A proxy between here and the API requires a user name and a password. */
  'proxy-sign-in',
  /** 429: too many requests. */
  'busy',
  /** The API answered 4xx in a way that says nothing about the session. */
  'refused',
] as const;
export type OfflineCause = (typeof offlineCauses)[number];

/** What is known about the API for the displayed session. Times are epoch milliseconds. */
export type Link =
  | { readonly kind: 'verifying' }
  | { readonly kind: 'online'; readonly verifiedAt: number }
  | {
      readonly kind: 'offline';
      readonly cause: OfflineCause;
      /** When the next attempt is due; null while one is in progress. */
      readonly nextAttemptAt: number | null;
      /** When the API last confirmed the session, including in an earlier run; null if never. */
      readonly verifiedAt: number | null;
    };

/** Where the refresh token is stored: the OS keychain, or only memory if there is none. */
export type TokenStorage = 'keychain' | 'memory';

/** Why the keychain could not be read although a session was stored. */
export type KeychainProblem = 'unavailable' | 'denied' | 'locked-or-cleared';

/**
 * The session, as main publishes it: main is its only writer and the renderer draws it.
 * No member can hold a token.
 */
export type AuthState =
  /** The keychain is being read; `isWaitingForKeychain` once that has taken over 3 s. */
  | { readonly kind: 'starting'; readonly isWaitingForKeychain: boolean }
  | {
      readonly kind: 'signed-out';
      readonly reason: SignOutReason | null;
      /** The e-mail to fill in, if one is known. */
      readonly email: string | null;
    }
  /** A session is stored, but the keychain does not return it. Nothing is deleted. */
  | {
      readonly kind: 'keychain-locked';
      readonly problem: KeychainProblem;
      readonly email: string | null;
    }
  /** A session is stored but its profile is not known yet (the cache was lost). */
  | { readonly kind: 'restoring'; readonly link: Link; readonly storage: TokenStorage }
  | {
      readonly kind: 'signed-in';
      readonly user: User;
      readonly link: Link;
      readonly storage: TokenStorage;
    };

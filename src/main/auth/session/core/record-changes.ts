import type { SignOutReason } from '@mytone/shared/auth-state.ts';
import type { User } from '@mytone/shared/user.ts';
import type { SessionRecord } from '../../ports.ts';

// What is written to the settings about a session. Only one whose token is in the keychain is written.

type Change = Partial<SessionRecord>;

/** A sign-in is about to replace the vault's token: a later start may find either user's. */
export const beforeReplacing: Change = { profile: null };

/** The keychain holds the token, and the canary this name. */
export function kept(user: User | null, name: number, verifiedAt: number): Change {
  return {
    ...profileOf(user, name),
    verifiedAt,
    signOutReason: null,
    endedSession: null,
  };
}

/** The API returned the profile of a stored session. */
export function profileOf(user: User | null, name: number): Change {
  return {
    marker: { userId: user?.id ?? null, storedAt: name },
    profile: user,
    ...emailOf(user),
  };
}

/**
 * No keychain holds the current token. The session is gone at the next start, and a token that is
 * found then is an older one: it is never used.
 */
export function inMemory(user: User | null, ended: number | null): Change {
  return { ...over('keychain-lost', ended), ...emailOf(user) };
}

/** @param ended the name of the session that is over, if it is known */
export function over(reason: SignOutReason, ended: number | null): Change {
  return {
    marker: null,
    profile: null,
    verifiedAt: null,
    signOutReason: reason,
    endedSession: ended,
    tokenChecksums: [],
    tokenSession: null,
    // Nothing of an account that is gone stays here.
    ...(reason === 'account-deleted' && { lastEmail: null }),
  };
}

/** To fill into the sign-in form. An account may have no e-mail; the earlier one is then kept. */
export function emailOf(user: User | null): Change {
  return user === null || user.email === '' ? {} : { lastEmail: user.email };
}

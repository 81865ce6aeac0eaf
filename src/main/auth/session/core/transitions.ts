import type { AuthState } from '@mytone/shared/auth-state.ts';

type Kind = AuthState['kind'];

/** Which state may follow which, and what leads there; docs/session.md draws it. */
export const transitions = {
  starting: {
    'signed-out': 'no session is stored, or it was lost',
    'keychain-locked': 'a session is stored but the keychain does not return it',
    restoring: 'a token without a cached profile',
    'signed-in': 'a token and a cached profile, or a sign-in while the keychain is being read',
  },
  'signed-out': {
    restoring: 'signed in, but the profile could not be read',
    'signed-in': 'signed in',
  },
  'keychain-locked': {
    'signed-out': 'signed out again before the new session was stored',
    starting: 'the keychain is read again',
    restoring: 'signed in again, but the profile could not be read',
    'signed-in': 'signed in again',
  },
  restoring: {
    'signed-in': 'the API returned the profile',
    'signed-out': 'the user signed out, or the API refused the session',
  },
  'signed-in': {
    restoring: 'the keychain holds the token of another session',
    'signed-out': 'the user signed out, or the API refused the session',
  },
} as const satisfies { readonly [From in Kind]: Partial<Record<Kind, string>> };

/** True if `to` may follow `from`; a state may always be replaced by one of its own kind. */
export function isAllowed(from: Kind, to: Kind): boolean {
  return from === to || to in transitions[from];
}

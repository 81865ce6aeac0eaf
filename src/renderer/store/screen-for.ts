import type { AuthState } from '@mytone/shared/auth-state.ts';

/** The form that the user chose, if the state allows a choice. */
export type Wish = 'sign-in' | 'sign-up' | 'forgot-password';

type StateOf<Kind extends AuthState['kind']> = Extract<AuthState, { kind: Kind }>;

/** A state in which nobody is signed in, as far as is known. */
export type SessionlessState = StateOf<'starting' | 'signed-out' | 'keychain-locked'>;

/** The screen to draw, with the part of the state that it shows. */
export type Screen =
  | { readonly name: 'splash'; readonly auth: StateOf<'starting'> }
  | { readonly name: 'sign-in'; readonly auth: SessionlessState }
  | { readonly name: 'sign-up' }
  | { readonly name: 'forgot-password'; readonly auth: SessionlessState }
  | {
      readonly name: 'keychain';
      readonly auth: StateOf<'keychain-locked'>;
      /** The keychain is being read again. */
      readonly isRetrying: boolean;
    }
  | { readonly name: 'restoring'; readonly auth: StateOf<'restoring'> }
  | { readonly name: 'dashboard'; readonly auth: StateOf<'signed-in'> };

/** The last state of a locked keychain while it is read again. */
export type LockedKeychain = StateOf<'keychain-locked'>;

/**
 * The screen to draw. While a locked keychain is read again (`locked`), its screen stays. A wish
 * counts only while nobody is signed in, so the forms cannot be reached with a session, nor the
 * dashboard without one.
 */
export function screenFor(
  auth: AuthState,
  wish: Wish | null,
  locked: LockedKeychain | null = null,
): Screen {
  if (auth.kind === 'signed-in') {
    return { name: 'dashboard', auth };
  }
  if (auth.kind === 'restoring') {
    return { name: 'restoring', auth };
  }
  if (wish === 'sign-up') {
    return { name: 'sign-up' };
  }
  if (wish === 'forgot-password') {
    return { name: 'forgot-password', auth };
  }
  if (wish === 'sign-in' || auth.kind === 'signed-out') {
    return { name: 'sign-in', auth };
  }
  if (auth.kind === 'keychain-locked') {
    return { name: 'keychain', auth, isRetrying: false };
  }
  if (locked !== null) {
    return { name: 'keychain', auth: locked, isRetrying: true };
  }
  return { name: 'splash', auth };
}

import type { AuthState } from '@mytone/shared/auth-state.ts';
import type { Bridge } from '@mytone/shared/bridge/bridge.ts';
import type { BridgeFailure, SignInFailure, SignUpFailure } from '@mytone/shared/failures.ts';
import type { Result } from '@mytone/shared/result.ts';
import type { User } from '@mytone/shared/user.ts';
import { useMemo } from 'react';
import { answerOf } from './answer-of.ts';
import { useAppState, useCommand, useServices } from './app-context.ts';

type SignIn = (
  ...input: Parameters<Bridge['signIn']>
) => Promise<Result<null, SignInFailure | BridgeFailure>>;
type SignUp = (
  ...input: Parameters<Bridge['signUp']>
) => Promise<Result<null, SignUpFailure | BridgeFailure>>;

/** The user's profile, present exactly while `isAuthenticated`. */
type Identity =
  | { readonly isAuthenticated: true; readonly user: User }
  | { readonly isAuthenticated: false; readonly user: null };

/** The session for components. There is no getter for a token: tokens never leave main. */
export type Auth = Identity & {
  readonly state: AuthState;
  /** It is not known yet whether someone is signed in, or their profile is not known yet. */
  readonly isLoading: boolean;
  /** Both resolve with main's answer and never reject; a session appears in `state`. */
  readonly signIn: SignIn;
  readonly signUp: SignUp;
  /** These resolve when main has answered; a failure is shown above the screen. */
  readonly cancelSignIn: () => Promise<void>;
  readonly signOut: () => Promise<void>;
  readonly retry: () => Promise<void>;
};

function identityOf(state: AuthState): Identity {
  return state.kind === 'signed-in'
    ? { isAuthenticated: true, user: state.user }
    : { isAuthenticated: false, user: null };
}

/** The components' access to the session; only inside `App`. */
export function useAuth(): Auth {
  const { bridge } = useServices();
  const run = useCommand();
  const state = useAppState((app) => app.auth);
  return useMemo(
    () => ({
      ...identityOf(state),
      state,
      isLoading: state.kind === 'starting' || state.kind === 'restoring',
      signIn: (input) => answerOf(bridge.signIn(input)),
      signUp: (input) => answerOf(bridge.signUp(input)),
      cancelSignIn: () => run(bridge.cancelSignIn),
      signOut: () => run(bridge.signOut),
      retry: () => run(bridge.retry),
    }),
    [bridge, run, state],
  );
}

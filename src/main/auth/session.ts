import type { AuthState } from '@mytone/shared/auth-state.ts';
import type { SignInFailure, SignUpFailure } from '@mytone/shared/failures.ts';
import type { SignInInput, SignUpInput } from '@mytone/shared/inputs.ts';
import type { Result } from '@mytone/shared/result.ts';
import type { Account } from './account/account.ts';
import type { PasswordRecovery } from './recovery/password-recovery.ts';
import type { CallWithToken } from './session/authorised-call.ts';
import type { CheckName } from './session/name-checks.ts';

/** The session engine as the rest of main sees it. */
export interface Session {
  getState(): AuthState;
  /** Calls `listener` after every change; returns how to stop. */
  onChange(listener: (state: AuthState) => void): () => void;
  /** Reads the vault and restores the session, if there is one. Call once, after the window was created. */
  start(): Promise<void>;
  signIn(input: SignInInput): Promise<Result<null, SignInFailure>>;
  signUp(input: SignUpInput): Promise<Result<null, SignUpFailure>>;
  cancelSignIn(): void;
  readonly checkName: CheckName;
  /** Settles once nothing of the session is left on this device; never fails. */
  signOut(): Promise<void>;
  /** Tries now: the user asked, the computer resumed, or the network is back. */
  retry(cause: 'user' | 'resume' | 'network-up'): void;
  /** Whether a window is visible: an API that is down is asked more often while one is. */
  setVisible(isVisible: boolean): void;
  /** The one way to make a call that needs an access token. */
  readonly callWithToken: CallWithToken;
  readonly recovery: PasswordRecovery;
  readonly account: Account;
  getSessionLog(): string;
  /** Stops every timer; pending requests are abandoned. */
  dispose(): void;
}

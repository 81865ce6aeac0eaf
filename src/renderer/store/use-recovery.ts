import type { Bridge } from '@mytone/shared/bridge/bridge.ts';
import type {
  BridgeFailure,
  ForgotPasswordFailure,
  ResetPasswordFailure,
} from '@mytone/shared/failures.ts';
import type { Result } from '@mytone/shared/result.ts';
import { useMemo } from 'react';
import { answerOf } from './answer-of.ts';
import { useApp, useCommand } from './app-context.ts';

/** The commands for a forgotten password. There is no token: main keeps the one of the link. */
export interface Recovery {
  /** Both resolve with main's answer and never reject. */
  readonly forgotPassword: (
    ...input: Parameters<Bridge['forgotPassword']>
  ) => Promise<Result<null, ForgotPasswordFailure | BridgeFailure>>;
  readonly resetPassword: (
    ...input: Parameters<Bridge['resetPassword']>
  ) => Promise<Result<null, ResetPasswordFailure | BridgeFailure>>;
  /** Cancels the pending request. */
  readonly cancel: () => void;
  /** Discards the link. */
  readonly close: () => void;
}

/** The components' access to the password reset; only inside `App`. */
export function useRecovery(): Recovery {
  const { bridge } = useApp();
  const run = useCommand();
  return useMemo(
    () => ({
      forgotPassword: (input) => answerOf(bridge.forgotPassword(input)),
      resetPassword: (input) => answerOf(bridge.resetPassword(input)),
      cancel: () => void run(bridge.cancelPasswordRequest),
      close: () => void run(bridge.closePasswordReset),
    }),
    [bridge, run],
  );
}

import type { Bridge } from '@mytone/shared/bridge/bridge.ts';
import type {
  BridgeFailure,
  ForgotPasswordFailure,
  ResetPasswordFailure,
} from '@mytone/shared/failures.ts';
import type { Result } from '@mytone/shared/result.ts';
import { useMemo } from 'react';
import { useApp, useCommand } from './app-context.ts';
import { settle } from './settle.ts';

/** What a forgotten password needs of main. There is no token: main keeps the link's. */
export interface Recovery {
  /** Both resolve with what main answered and never reject. */
  readonly forgotPassword: (
    ...input: Parameters<Bridge['forgotPassword']>
  ) => Promise<Result<null, ForgotPasswordFailure | BridgeFailure>>;
  readonly resetPassword: (
    ...input: Parameters<Bridge['resetPassword']>
  ) => Promise<Result<null, ResetPasswordFailure | BridgeFailure>>;
  /** Abandons the request that is out. */
  readonly cancel: () => void;
  /** Gives the link up. */
  readonly close: () => void;
}

/** The one way to a forgotten password for components; for a component inside `App`. */
export function useRecovery(): Recovery {
  const { bridge } = useApp();
  const run = useCommand();
  return useMemo(
    () => ({
      forgotPassword: (input) => settle(bridge.forgotPassword(input)),
      resetPassword: (input) => settle(bridge.resetPassword(input)),
      cancel: () => void run(bridge.cancelPasswordRequest),
      close: () => void run(bridge.closePasswordReset),
    }),
    [bridge, run],
  );
}

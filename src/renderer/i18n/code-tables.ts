import type { KeychainProblem, OfflineCause, SignOutReason } from '@mytone/shared/auth-state.ts';
import type { CommandFailure } from '@mytone/shared/bridge/commands.ts';
import type { FieldProblem } from '@mytone/shared/failures.ts';
import type { UpdateFailure, UpdateManager } from '@mytone/shared/update-state.ts';

/** Every code that a command may fail with. */
export type FailureCode = CommandFailure['code'];

/*
 * The closed sets of codes: a new code does not compile until every language has words for it.
 */

/** Those of the texts that load at every start. */
export interface CodeTables {
  readonly failures: Readonly<Record<FailureCode, string>>;
  readonly signOutReasons: Readonly<Record<SignOutReason, string>>;
  readonly offlineCauses: Readonly<Record<OfflineCause, string>>;
  readonly fieldProblems: Readonly<Record<FieldProblem, string>>;
}

/** Those of the texts that load on demand. */
export interface OnDemandCodeTables {
  readonly keychainProblems: Readonly<Record<KeychainProblem, string>>;
  readonly updateFailures: Readonly<Record<UpdateFailure, string>>;
  readonly updateManagers: Readonly<Record<UpdateManager, string>>;
}

import type { BridgeFailure } from '@mytone/shared/failures.ts';
import type { Result } from '@mytone/shared/result.ts';
import { fail } from '@mytone/shared/result.ts';

/**
 * Waits for a command of the bridge and never rejects: a call that fails is `unexpected`, so that no
 * screen waits forever.
 */
export async function answerOf<Value, Failure>(
  call: Promise<Result<Value, Failure | BridgeFailure>>,
): Promise<Result<Value, Failure | BridgeFailure>> {
  try {
    return await call;
  } catch {
    return fail({ code: 'unexpected' });
  }
}

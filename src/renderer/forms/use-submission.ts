import type { BridgeFailure } from '@mytone/shared/failures.ts';
import type { Result } from '@mytone/shared/result.ts';
import { useRef, useState } from 'react';
import { useEscape } from '../hooks/use-escape.ts';
import { answerOf } from '../store/answer-of.ts';

export interface Submission<Failure> {
  /** When the request was sent, in epoch milliseconds; null if none is pending. */
  readonly pendingSince: number | null;
  /** A request is pending, or was accepted and the next screen is about to appear. */
  readonly isPending: boolean;
  readonly failure: Failure | BridgeFailure | null;
  /** Sends one request at a time; a call while one is pending resolves with the answer to that one. */
  readonly send: (
    request: () => Promise<Result<null, Failure | BridgeFailure>>,
  ) => Promise<Failure | BridgeFailure | null>;
}

/**
 * The state of a form's request: pending, then failed or done. Escape calls `cancel` while it is pending.
 * @param stays the form stays after a success, and can be sent again
 */
export function useSubmission<Failure>(cancel: () => void, stays = false): Submission<Failure> {
  // Two clicks may come before React renders again: the state alone would let both through.
  const out = useRef<ReturnType<Submission<Failure>['send']>>(null);
  const [pendingSince, setPendingSince] = useState<number | null>(null);
  const [failure, setFailure] = useState<Failure | BridgeFailure | null>(null);
  const isPending = pendingSince !== null;
  useEscape(isPending, cancel);

  const sendOne: Submission<Failure>['send'] = async (request) => {
    setFailure(null);
    setPendingSince(Date.now());
    const answer = await answerOf<null, Failure>(request());
    if (answer.ok && !stays) {
      return null;
    }
    out.current = null;
    setPendingSince(null);
    if (answer.ok) {
      return null;
    }
    setFailure(answer.error);
    return answer.error;
  };

  return {
    pendingSince,
    isPending,
    failure,
    send: (request) => (out.current ??= sendOne(request)),
  };
}

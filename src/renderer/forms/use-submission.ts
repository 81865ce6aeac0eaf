import type { BridgeFailure } from '@mytone/shared/failures.ts';
import type { Result } from '@mytone/shared/result.ts';
import { useRef, useState } from 'react';
import { useEscape } from '../hooks/use-escape.ts';
import { settle } from '../store/settle.ts';

export interface Submission<Failure> {
  /** When the request went out, in epoch milliseconds; null while none is out. */
  readonly pendingSince: number | null;
  /** A request is out, or was accepted and the next screen is on its way. */
  readonly isPending: boolean;
  readonly failure: Failure | BridgeFailure | null;
  /** Sends one request at a time; a call while one is out does nothing. */
  readonly send: (
    request: () => Promise<Result<null, Failure | BridgeFailure>>,
  ) => Promise<Failure | BridgeFailure | null>;
}

/**
 * The life of a form's request: pending, then failed or done. Escape calls `cancel` while it is out.
 * @param stays the form is there after a success too, and may be sent again
 */
export function useSubmission<Failure>(cancel: () => void, stays = false): Submission<Failure> {
  // Two clicks may come before React draws again: the state alone would let both through.
  const isOut = useRef(false);
  const [pendingSince, setPendingSince] = useState<number | null>(null);
  const [failure, setFailure] = useState<Failure | BridgeFailure | null>(null);
  const isPending = pendingSince !== null;
  useEscape(isPending, cancel);

  const send: Submission<Failure>['send'] = async (request) => {
    if (isOut.current) {
      return null;
    }
    isOut.current = true;
    setFailure(null);
    setPendingSince(Date.now());
    const answer = await settle<null, Failure>(request());
    if (answer.ok && !stays) {
      return null;
    }
    isOut.current = false;
    setPendingSince(null);
    if (answer.ok) {
      return null;
    }
    setFailure(answer.error);
    return answer.error;
  };

  return { pendingSince, isPending, failure, send };
}

import type { BridgeFailure } from '@mytone/shared/failures.ts';
import type { Result } from '@mytone/shared/result.ts';
import { useState } from 'react';
import { useEscape } from '../hooks/use-escape.ts';
import { useIsOverdue } from '../hooks/use-is-overdue.ts';
import { settle } from '../store/settle.ts';

/** After this long the user is told that the server may be waking up (session.md, "Faults"). */
const slowAfterMs = 3000;

export interface Submission<Failure> {
  /** A request is out, or was accepted and the next screen is on its way. */
  readonly isPending: boolean;
  readonly isSlow: boolean;
  readonly failure: Failure | BridgeFailure | null;
  /** Sends one request at a time; a call while one is out does nothing. */
  readonly send: (
    request: () => Promise<Result<null, Failure | BridgeFailure>>,
  ) => Promise<Failure | BridgeFailure | null>;
}

/** The life of a form's request: pending, slow, failed. Escape calls `cancel` while it is out. */
export function useSubmission<Failure>(cancel: () => void): Submission<Failure> {
  const [isPending, setIsPending] = useState(false);
  const [failure, setFailure] = useState<Failure | BridgeFailure | null>(null);
  useEscape(isPending, cancel);

  const send: Submission<Failure>['send'] = async (request) => {
    if (isPending) return null;
    setFailure(null);
    setIsPending(true);
    const answer = await settle<null, Failure>(request());
    if (answer.ok) return null;
    setIsPending(false);
    setFailure(answer.error);
    return answer.error;
  };

  return { isPending, isSlow: useIsOverdue(isPending, slowAfterMs), failure, send };
}

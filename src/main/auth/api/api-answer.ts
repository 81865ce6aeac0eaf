import type { OfflineCause } from '@mytone/shared/auth-state.ts';
import type { FieldProblems } from '@mytone/shared/failures.ts';

/** A request that got no answer from the API itself, whatever its status code says. */
export interface NoAnswer {
  readonly kind: 'no-answer';
  readonly cause: OfflineCause;
  readonly status: number | null;
  /** False only if it is certain that no byte reached the server. */
  readonly mayHaveBeenHandled: boolean;
  /** The wait that the host asked for. */
  readonly retryAfterMs: number | null;
}

/** The API's own refusal: 4xx with JSON `detail`. */
export interface Refusal {
  readonly kind: 'refused';
  readonly status: number;
  /** The API's sentence; compared with the contract's sentences only where a form needs it. */
  readonly detail: string;
  /** The wait that the API asked for. */
  readonly retryAfterMs: number | null;
}

/** 422, reduced to field and problem where it entered: FastAPI echoes the input. */
export interface InvalidInput {
  readonly kind: 'invalid-input';
  readonly status: 422;
  readonly fields: FieldProblems;
}

/** The request was abandoned by this side. */
export interface Aborted {
  readonly kind: 'aborted';
}

/**
 * The outcome of one call. Only `success`, `refused` and `invalid-input` provably came from the
 * API (docs/session.md: "could not ask" is never "the server said no").
 */
export type ApiAnswer<Value> =
  | { readonly kind: 'success'; readonly value: Value }
  | Refusal
  | InvalidInput
  | NoAnswer
  | Aborted;

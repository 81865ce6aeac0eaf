import type { OfflineCause } from '@mytone/shared/auth-state.ts';
import type { NoAnswer } from './api-answer.ts';
import type { HttpResponse } from './http/http-client.ts';

/** A response that is not the API's, or that says nothing about the session. */
export function unanswered(response: HttpResponse, cause: OfflineCause): NoAnswer {
  return {
    kind: 'no-answer',
    cause,
    status: response.status,
    mayHaveBeenHandled: true,
    retryAfterMs: response.retryAfterMs,
  };
}

import { successes } from '../api/answer-reader.ts';
import type { ApiAnswer } from '../api/api-answer.ts';
import { createCall } from '../api/call.ts';
import type { HttpClient } from '../api/http/http-client.ts';

/** The endpoints for a forgotten password (docs/contract.md, "Endpoints"); no call ever throws. */
export interface RecoveryApi {
  forgotPassword(email: string, signal: AbortSignal): Promise<ApiAnswer<null>>;
  resetPassword(
    link: { readonly token: string; readonly password: string },
    signal: AbortSignal,
  ): Promise<ApiAnswer<null>>;
}

export function createRecoveryApi(http: HttpClient): RecoveryApi {
  const call = createCall(http);
  return {
    // The address alone, as a JSON string: that is what the contract names.
    forgotPassword: (email, signal) =>
      call(
        { method: 'POST', path: '/auth/forgot-password', json: email, signal },
        successes.nothing,
      ),
    resetPassword: ({ token, password }, signal) =>
      call(
        {
          method: 'POST',
          path: '/auth/reset-password',
          json: { token, new_password: password },
          signal,
        },
        successes.nothing,
      ),
  };
}

import type { AccountFeature, AccountSession } from '@mytone/shared/account/account.ts';
import type { ChangePasswordInput, ChangeProfileInput } from '@mytone/shared/inputs.ts';
import type { User } from '@mytone/shared/user.ts';
import { successes } from '../api/answer-reader.ts';
import type { ApiAnswer } from '../api/api-answer.ts';
import { createCall } from '../api/call.ts';
import type { HttpClient } from '../api/http/http-client.ts';
import type { AuthorisedCall } from '../session/authorised-call.ts';
import { offerSchema, sessionsSchema } from './read-answers.ts';

/** The optional endpoints (docs/contract.md, "Optional, beyond today's deployments"); no call ever throws. */
export interface AccountApi {
  /** Which of the other endpoints the API has. */
  offer(signal: AbortSignal): Promise<ApiAnswer<readonly AccountFeature[]>>;
  changeProfile(change: ChangeProfileInput): AuthorisedCall<User>;
  changePassword(passwords: ChangePasswordInput): AuthorisedCall<null>;
  readonly sessions: AuthorisedCall<readonly AccountSession[]>;
  endSession(id: string): AuthorisedCall<null>;
  readonly endOtherSessions: AuthorisedCall<null>;
  deleteAccount(password: string): AuthorisedCall<null>;
}

export function createAccountApi(http: HttpClient): AccountApi {
  const call = createCall(http);
  return {
    offer: (signal) => call({ method: 'GET', path: '/openapi.json', signal }, offerSchema),
    changeProfile:
      ({ phoneNumber, ...names }) =>
      (bearer, signal) =>
        call(
          {
            method: 'PATCH',
            path: '/auth/me',
            json: {
              ...names,
              ...(phoneNumber !== undefined && { phone_number: phoneNumber || null }),
            },
            bearer,
            signal,
          },
          successes.user,
        ),
    changePassword:
      ({ currentPassword, password }) =>
      (bearer, signal) =>
        call(
          {
            method: 'POST',
            path: '/auth/change-password',
            json: { current_password: currentPassword, new_password: password },
            bearer,
            signal,
          },
          successes.nothing,
        ),
    sessions: (bearer, signal) =>
      call({ method: 'GET', path: '/auth/sessions', bearer, signal }, sessionsSchema),
    endSession: (id) => (bearer, signal) =>
      call(
        { method: 'DELETE', path: `/auth/sessions/${encodeURIComponent(id)}`, bearer, signal },
        successes.nothing,
      ),
    endOtherSessions: (bearer, signal) =>
      call({ method: 'POST', path: '/auth/logout-others', bearer, signal }, successes.nothing),
    deleteAccount: (password) => (bearer, signal) =>
      call(
        { method: 'DELETE', path: '/auth/me', json: { password }, bearer, signal },
        successes.nothing,
      ),
  };
}

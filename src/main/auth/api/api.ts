import type { UniqueField } from '@mytone/shared/account/name-check.ts';
import type { SignInInput, SignUpInput } from '@mytone/shared/inputs.ts';
import type { User } from '@mytone/shared/user.ts';
import { awakeTimeoutMs } from '../time/answer-timeout.ts';
import { type Registered, successes, type Tokens } from './answer-reader.ts';
import type { ApiAnswer } from './api-answer.ts';
import { createCall } from './call.ts';
import type { HttpClient } from './http/http-client.ts';
import { unanswered } from './unanswered.ts';

/** The endpoints that the session needs (docs/contract.md, "Endpoints"); no call ever throws. */
export interface Api {
  /**
   * A cheap request that wakes a sleeping host; success is any response except a gateway's.
   *
   * @param timeoutMs by default long enough for a host that wakes up slowly
   */
  wake(signal: AbortSignal, timeoutMs?: number): Promise<ApiAnswer<null>>;
  register(input: SignUpInput, signal: AbortSignal): Promise<ApiAnswer<Registered>>;
  /** Asks whether a name is taken; the shape of the answer is not documented. */
  verify(field: UniqueField, value: string, signal: AbortSignal): Promise<ApiAnswer<unknown>>;
  login(input: SignInInput, signal: AbortSignal): Promise<ApiAnswer<Tokens>>;
  me(accessToken: string, signal: AbortSignal): Promise<ApiAnswer<User>>;
  /** `refreshToken` is null where the deployment does not rotate. */
  refresh(
    refreshToken: string,
    signal: AbortSignal,
  ): Promise<ApiAnswer<{ accessToken: string; refreshToken: string | null }>>;
  logout(refreshToken: string, signal: AbortSignal): Promise<ApiAnswer<null>>;
}

const gatewayStatuses: ReadonlySet<number> = new Set([502, 503, 504]);

export function createApi(http: HttpClient): Api {
  const call = createCall(http);

  return {
    async wake(signal, timeoutMs) {
      const response = await http.send({
        method: 'GET',
        path: '/',
        signal,
        ...(timeoutMs !== undefined && { timeoutMs }),
      });
      if (response.kind === 'no-answer' && response.cause === 'not-the-api') {
        // Something answered, though not in HTTP that can be read.
        return { kind: 'success', value: null };
      }
      if (response.kind !== 'response') {
        return response;
      }
      return gatewayStatuses.has(response.status)
        ? unanswered(response, 'server')
        : { kind: 'success', value: null };
    },
    register: (input, signal) =>
      call(
        {
          method: 'POST',
          path: '/auth/register',
          json: { ...input, phone_number: null, type_client: 0 },
          signal,
        },
        successes.registered,
      ),
    verify: (field, value, signal) =>
      call(
        { method: 'POST', path: `/auth/verify-${field}`, json: { [field]: value }, signal },
        successes.anything,
      ),
    login: ({ login, password }, signal) =>
      call(
        { method: 'POST', path: '/auth/login', form: { username: login, password }, signal },
        successes.tokens,
      ),
    me: (accessToken, signal) =>
      call(
        {
          method: 'GET',
          path: '/auth/me',
          bearer: accessToken,
          timeoutMs: awakeTimeoutMs,
          signal,
        },
        successes.user,
      ),
    refresh: (refreshToken, signal) =>
      call(
        {
          method: 'POST',
          path: '/auth/refresh',
          json: { refresh_token: refreshToken },
          timeoutMs: awakeTimeoutMs,
          signal,
        },
        successes.refreshed,
      ),
    logout: (refreshToken, signal) =>
      call(
        { method: 'POST', path: '/auth/logout', json: { refresh_token: refreshToken }, signal },
        successes.nothing,
      ),
  };
}

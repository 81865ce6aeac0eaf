import * as z from 'zod/mini';
import {
  type ApiUser,
  apiRefreshedSchema,
  apiRefusalSchema,
  apiTokensSchema,
  apiUserSchema,
  apiValidationErrorSchema,
} from '../../shared/api.ts';
import type { OfflineCause } from '../../shared/auth-state.ts';
import type { SignInInput, SignUpInput } from '../../shared/inputs.ts';
import type { User } from '../../shared/user.ts';
import type { ApiAnswer } from './api-answer.ts';
import { reduceValidationError } from './field-problems.ts';
import type { HttpClient, HttpRequest, HttpResponse } from './http-client.ts';

/** Tokens of a fresh session. */
export interface Tokens {
  readonly accessToken: string;
  readonly refreshToken: string;
}

/** What a register answers: some deployments leave the tokens out. */
export interface Registered {
  readonly tokens: Tokens | null;
  readonly user: User | null;
}

/** The endpoints that the session needs (contract.md, "Endpoints"); no call ever throws. */
export interface Api {
  /** A cheap request that wakes a sleeping host; success is any HTTP answer but a gateway's. */
  wake(signal: AbortSignal): Promise<ApiAnswer<null>>;
  register(input: SignUpInput, signal: AbortSignal): Promise<ApiAnswer<Registered>>;
  login(input: SignInInput, signal: AbortSignal): Promise<ApiAnswer<Tokens>>;
  me(accessToken: string, signal: AbortSignal): Promise<ApiAnswer<User>>;
  /** `refreshToken` is null where the deployment does not rotate. */
  refresh(
    refreshToken: string,
    signal: AbortSignal,
  ): Promise<ApiAnswer<{ accessToken: string; refreshToken: string | null }>>;
  logout(refreshToken: string, signal: AbortSignal): Promise<ApiAnswer<null>>;
}

// RFC 6749, appendix A: tokens are visible ASCII. NUL would be cut silently by a keychain.
const visibleAscii = /^[\x20-\x7e]+$/;
const token = z.string().check(z.regex(visibleAscii));
const apiTokens = z.extend(apiTokensSchema, { access_token: token, refresh_token: token });
const tokens = z.pipe(
  apiTokens,
  z.transform((value) => readTokens(value)),
);
const refreshed = z.pipe(
  z.extend(apiRefreshedSchema, { access_token: token, refresh_token: z.nullish(token) }),
  z.transform((value) => ({
    accessToken: value.access_token,
    refreshToken: value.refresh_token ?? null,
  })),
);
const user = z.pipe(
  z.extend(apiUserSchema, { created_at: z.iso.datetime({ offset: true, local: true }) }),
  z.transform(readUser),
);
const registered = z.union([
  z.pipe(
    z.extend(apiTokens, { user }),
    z.transform((value) => ({ tokens: readTokens(value), user: value.user })),
  ),
  z.pipe(
    z.object({ user }),
    z.transform((value) => ({ tokens: null, user: value.user })),
  ),
  z.pipe(
    user,
    z.transform((value) => ({ tokens: null, user: value })),
  ),
]);
const anything = z.pipe(
  z.unknown(),
  z.transform(() => null),
);

const gatewayStatuses: ReadonlySet<number> = new Set([502, 503, 504]);

export function createApi(http: HttpClient): Api {
  async function call<Value>(
    request: HttpRequest,
    schema: z.ZodMiniType<Value>,
    { mayBeEmpty = false } = {},
  ): Promise<ApiAnswer<Value>> {
    const response = await http.send(request);
    return response.kind === 'response' ? readAnswer(response, schema, mayBeEmpty) : response;
  }

  return {
    async wake(signal) {
      const response = await http.send({ method: 'GET', path: '/', signal });
      if (response.kind !== 'response') return response;
      return gatewayStatuses.has(response.status)
        ? noAnswer(response, 'server')
        : { kind: 'success', status: response.status, value: null };
    },
    register: (input, signal) =>
      call(
        {
          method: 'POST',
          path: '/auth/register',
          json: { ...input, phone_number: null, type_client: 0 },
          signal,
        },
        registered,
      ),
    login: ({ login, password }, signal) =>
      call(
        { method: 'POST', path: '/auth/login', form: { username: login, password }, signal },
        tokens,
      ),
    me: (accessToken, signal) =>
      call({ method: 'GET', path: '/auth/me', bearer: accessToken, signal }, user),
    refresh: (refreshToken, signal) =>
      call(
        {
          method: 'POST',
          path: '/auth/refresh',
          json: { refresh_token: refreshToken },
          signal,
        },
        refreshed,
      ),
    logout: (refreshToken, signal) =>
      call(
        { method: 'POST', path: '/auth/logout', json: { refresh_token: refreshToken }, signal },
        anything,
        { mayBeEmpty: true },
      ),
  };
}

function readAnswer<Value>(
  response: HttpResponse,
  schema: z.ZodMiniType<Value>,
  mayBeEmpty: boolean,
): ApiAnswer<Value> {
  const { status, json } = response;
  if (status >= 200 && status < 300) {
    const isReadable = json !== undefined || (mayBeEmpty && response.isEmpty);
    const value = isReadable ? schema.safeParse(json) : null;
    return value?.success
      ? { kind: 'success', status, value: value.data }
      : noAnswer(response, 'not-the-api');
  }
  if (status === 429) return noAnswer(response, 'busy');
  if (status >= 500) return noAnswer(response, 'server');
  if (status === 422) {
    const error = apiValidationErrorSchema.safeParse(json);
    if (error.success) {
      return { kind: 'invalid-input', status, fields: reduceValidationError(error.data) };
    }
  }
  const refusal = apiRefusalSchema.safeParse(json);
  return status >= 400 && refusal.success
    ? {
        kind: 'refused',
        status,
        detail: refusal.data.detail,
        retryAfterMs: response.retryAfterMs,
      }
    : noAnswer(response, 'not-the-api');
}

function noAnswer(response: HttpResponse, cause: OfflineCause): ApiAnswer<never> {
  return {
    kind: 'no-answer',
    cause,
    status: response.status,
    mayHaveBeenHandled: response.status !== 429,
    retryAfterMs: response.retryAfterMs,
  };
}

function readTokens(value: { access_token: string; refresh_token: string }): Tokens {
  return { accessToken: value.access_token, refreshToken: value.refresh_token };
}

function readUser(value: ApiUser): User {
  return {
    id: value.id,
    name: value.name,
    surname: value.surname,
    email: value.email,
    username: value.username,
    phoneNumber: value.phone_number,
    createdAt: asUtc(value.created_at),
  };
}

/** Without an offset it is UTC (contract.md, "Endpoints"). */
function asUtc(time: string): string {
  return /(?:Z|[+-]\d\d:?\d\d)$/.test(time) ? time : `${time}Z`;
}

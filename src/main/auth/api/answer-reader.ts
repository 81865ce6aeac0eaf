import {
  type ApiUser,
  apiRefreshedSchema,
  apiRefusalSchema,
  apiTokensSchema,
  apiUserSchema,
  apiValidationErrorSchema,
} from '@mytone/shared/api.ts';
import type { User } from '@mytone/shared/user.ts';
import * as z from 'zod/mini';
import type { ApiAnswer } from './api-answer.ts';
import { reduceValidationError } from './field-problems.ts';
import type { HttpResponse } from './http-client.ts';
import { unanswered } from './unanswered.ts';

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
const nothing = z.pipe(
  z.unknown(),
  z.transform(() => null),
);

/** What each call is answered with if it succeeds. */
export const successes = { tokens, refreshed, user, registered, nothing };

/** Reads an answer: success in the given shape, the API's own refusal, or not the API's word. */
export function readAnswer<Value>(
  response: HttpResponse,
  schema: z.ZodMiniType<Value>,
): ApiAnswer<Value> {
  const { status, json } = response;
  if (status >= 200 && status < 300) {
    // A body that is not JSON is not the API's; none at all satisfies `nothing` alone.
    const value = json !== undefined || response.isEmpty ? schema.safeParse(json) : null;
    return value?.success
      ? { kind: 'success', value: value.data }
      : unanswered(response, 'not-the-api');
  }
  if (status === 429) return unanswered(response, 'busy');
  if (status >= 500) return unanswered(response, 'server');
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
    : unanswered(response, 'not-the-api');
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

/** Without an offset it is UTC (contract.md, "Endpoints"). In a date no colon follows a sign. */
function asUtc(time: string): string {
  return /Z|[+-]\d\d:/.test(time) ? time : `${time}Z`;
}

import { apiRefusalSchema, apiSentences } from '@mytone/shared/refusals.ts';
import type { User } from '@mytone/shared/user.ts';
import * as z from 'zod/mini';
import { tokenFormat } from '../tokens/token-format.ts';
import type { ApiAnswer } from './api-answer.ts';
import { reduceValidationError, validationErrorSchema } from './field-problems.ts';
import type { HttpResponse } from './http/http-client.ts';
import { profileSchema } from './profile-reader.ts';
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

const token = z.string().check(z.regex(tokenFormat));
const apiTokens = z.object({ access_token: token, refresh_token: token });
const tokens = z.pipe(apiTokens, z.transform(readTokens));
const refreshed = z.pipe(
  // Without a usable refresh token the old one is kept.
  z.object({ access_token: token, refresh_token: z.catch(z.nullable(token), null) }),
  z.transform((value) => ({ accessToken: value.access_token, refreshToken: value.refresh_token })),
);
const registered = z.union([
  z.pipe(
    z.extend(apiTokens, { user: z.catch(z.nullable(profileSchema), null) }),
    z.transform((value) => ({ tokens: readTokens(value), user: value.user })),
  ),
  z.pipe(
    z.object({ user: profileSchema }),
    z.transform((value) => ({ tokens: null, user: value.user })),
  ),
  z.pipe(
    profileSchema,
    z.transform((value) => ({ tokens: null, user: value })),
  ),
]);
const nothing = z.pipe(
  z.unknown(),
  z.transform(() => null),
);

/** An answer whose shape the contract does not define. */
const anything = z.unknown();

/** What each call is answered with if it succeeds. */
export const successes = { tokens, refreshed, user: profileSchema, registered, nothing, anything };

/** Reads an answer: success in the given shape, the API's own refusal, or neither. */
export function readAnswer<Value>(
  response: HttpResponse,
  schema: z.ZodMiniType<Value>,
): ApiAnswer<Value> {
  const { status, json } = response;
  if (status >= 200 && status < 300) {
    return readSuccess(response, schema);
  }
  if (status === 429) {
    return unanswered(response, 'busy');
  }
  if (status >= 500) {
    return unanswered(response, 'server');
  }
  if (status === 422) {
    const error = validationErrorSchema.safeParse(json);
    if (error.success) {
      return { kind: 'invalid-input', status, fields: reduceValidationError(error.data) };
    }
  }
  const refusal = apiRefusalSchema.safeParse(json);
  if (status < 400 || !refusal.success) {
    return unanswered(response, 'not-the-api');
  }
  const { detail } = refusal.data;
  // The request arrived damaged, so this is no verdict on what it asked for.
  if (detail === apiSentences.unreadableRequest) {
    return unanswered(response, 'refused');
  }
  return {
    kind: 'refused',
    status,
    detail: typeof detail === 'string' ? detail : '',
    retryAfterMs: response.retryAfterMs,
  };
}

/** JSON in an unknown shape is the API's, of another version; any other body is not the API's. */
function readSuccess<Value>(
  response: HttpResponse,
  schema: z.ZodMiniType<Value>,
): ApiAnswer<Value> {
  const isJson = response.json !== undefined;
  const value = isJson || response.isEmpty ? schema.safeParse(response.json) : null;
  if (value?.success) {
    return { kind: 'success', value: value.data };
  }
  return unanswered(response, isJson ? 'unreadable-answer' : 'not-the-api');
}

function readTokens(value: z.infer<typeof apiTokens>): Tokens {
  return { accessToken: value.access_token, refreshToken: value.refresh_token };
}

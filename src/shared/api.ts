import * as z from 'zod/mini';

// The wire format of the MyTone API (FastAPI), shared by the client and the local server.
// Objects are loose on purpose: unknown fields may appear at any time and are ignored.

/** `user` of register and the answer of `GET /auth/me`. */
export const apiUserSchema = z.object({
  id: z.int(),
  name: z.string(),
  surname: z.string(),
  email: z.string(),
  username: z.string(),
  phone_number: z.nullable(z.string()),
  type_client: z.int(),
  /** ISO 8601; without an offset it is UTC. */
  created_at: z.string(),
});
export type ApiUser = z.infer<typeof apiUserSchema>;

const token = z.string().check(z.minLength(1));

/** Answer of `POST /auth/login`. */
export const apiTokensSchema = z.object({
  access_token: token,
  refresh_token: token,
  token_type: z.string(),
});
export type ApiTokens = z.infer<typeof apiTokensSchema>;

/** Answer of `POST /auth/refresh`; `refresh_token` only where the deployment rotates. */
export const apiRefreshedSchema = z.object({
  access_token: token,
  refresh_token: z.nullish(token),
  token_type: z.nullish(z.string()),
});

/** Answer of `POST /auth/register` in full. */
export const apiRegisteredSchema = z.extend(apiTokensSchema, { user: apiUserSchema });

/** FastAPI's error for every status but 422: a sentence, or what a deployment sends instead. */
export const apiRefusalSchema = z.object({
  detail: z.union([z.string(), z.record(z.string(), z.unknown())]),
});

/** FastAPI's 422. The input that it echoes is not part of the schema, and is therefore dropped. */
export const apiValidationErrorSchema = z.object({
  detail: z.array(
    z.object({
      loc: z.array(z.union([z.string(), z.number()])),
      msg: z.string(),
      type: z.string(),
    }),
  ),
});
export type ApiValidationError = z.infer<typeof apiValidationErrorSchema>;

/** The contract's sentences that a client has to distinguish. */
export const apiSentences = {
  emailTaken: 'Email already registered',
  usernameTaken: 'Username already registered',
  wrongCredentials: 'Incorrect email, username or password',
  invalidToken: 'Could not validate credentials',
  /** FastAPI's own, with 400: the body of the request could not be read. */
  unreadableRequest: 'There was an error parsing the body',
} as const;

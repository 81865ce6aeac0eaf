import * as z from 'zod/mini';
import type { Tokens } from '../accounts/sessions.ts';
import type { ListedSession } from '../db/repositories/sessions-repository.ts';
import type { User } from '../db/repositories/user-row.ts';
import { documented } from './input/documented.ts';

// This server's answers (docs/contract.md). They are exact; clients read more tolerantly, because
// they also read other deployments' answers. Fields may be added at any time.

export const userSchema = z.looseObject({
  id: z.int(),
  name: z.string(),
  surname: z.string(),
  email: z.string(),
  username: z.string(),
  phone_number: z.nullable(z.string()),
  type_client: z.int(),
  created_at: z.iso.datetime(),
});

const token = z.string().check(z.minLength(1));

export const tokensSchema = z.looseObject({
  access_token: token,
  refresh_token: token,
  token_type: z.literal('bearer'),
});

export const registeredSchema = z.looseObject({ ...tokensSchema.shape, user: userSchema });

export const sessionsSchema = z.array(
  z.looseObject({
    id: z.uuid(),
    created_at: z.iso.datetime(),
    last_used_at: z.iso.datetime(),
    client: z.nullable(z.string()),
    is_current: z.boolean(),
  }),
);

export const refusalSchema = z.looseObject({ detail: z.string() });

const faultSchema = z.looseObject({
  loc: z.array(z.union([z.string(), z.number()])),
  msg: z.string(),
  type: z.string(),
});

export type FaultyPart = Readonly<Pick<z.output<typeof faultSchema>, 'loc' | 'msg' | 'type'>>;

/** FastAPI's 422 without the input, which would send passwords back. */
export const validationErrorSchema = z.looseObject({ detail: z.array(faultSchema) });

userSchema.register(documented, { id: 'User' });
tokensSchema.register(documented, { id: 'Tokens' });
registeredSchema.register(documented, { id: 'Registered' });
sessionsSchema.register(documented, { id: 'Sessions' });
refusalSchema.register(documented, { id: 'Refusal' });
validationErrorSchema.register(documented, { id: 'ValidationError' });

/** The user in the contract's names. */
export function toApiUser(user: User): z.input<typeof userSchema> {
  return {
    id: user.id,
    name: user.name,
    surname: user.surname,
    email: user.email,
    username: user.username,
    phone_number: user.phoneNumber,
    type_client: user.typeClient,
    created_at: user.createdAt.toISOString(),
  };
}

/** The tokens in the contract's names. */
export function toApiTokens({ accessToken, refreshToken }: Tokens): z.input<typeof tokensSchema> {
  return { access_token: accessToken, refresh_token: refreshToken, token_type: 'bearer' };
}

/** @param currentId the session of the request, which is marked */
export function toApiSessions(
  sessions: readonly ListedSession[],
  currentId: string,
): z.input<typeof sessionsSchema> {
  return sessions.map(({ id, createdAt, lastUsedAt, client }) => ({
    id,
    created_at: createdAt.toISOString(),
    last_used_at: lastUsedAt.toISOString(),
    client,
    is_current: id === currentId,
  }));
}

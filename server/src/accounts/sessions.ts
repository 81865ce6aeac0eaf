import type { ApiTokens, apiRefreshedSchema } from '@mytone/shared/api.ts';
import { fail, ok, type Result } from '@mytone/shared/result.ts';
import type * as z from 'zod/mini';
import type { AccountsRepository, NewSession, UserRow } from '../db/accounts-repository.ts';
import type { TokensRepository } from '../db/tokens-repository.ts';
import type { AccessTokens } from './access-token.ts';
import type { RefreshTokens } from './refresh-token.ts';
import type { SecurityLog } from './security-log.ts';

export interface SessionsParts {
  readonly accounts: AccountsRepository;
  readonly tokens: TokensRepository;
  readonly accessTokens: AccessTokens;
  readonly refreshTokens: RefreshTokens;
  readonly refreshTokenSeconds: number;
  readonly securityLog: SecurityLog;
}

/** The user of a valid access token. */
export type SignedInUser = UserRow;

interface InvalidToken {
  readonly code: 'invalid-token';
}

/** A session prepared but not stored yet, so that one statement can store it with its account. */
export interface PreparedSession {
  readonly row: NewSession;
  /** What the client gets once the row is stored; `issuedAt` in epoch seconds. */
  readonly tokens: (userId: number, issuedAt: number) => ApiTokens;
}

/** Sign-ins and the tokens that keep them alive. */
export function createSessions(parts: SessionsParts) {
  const { accounts, tokens, accessTokens, refreshTokens } = parts;

  function prepare(): PreparedSession {
    const { sessionId, token } = refreshTokens.first();
    return {
      row: { id: sessionId, tokenHash: token.hash, tokenSeconds: parts.refreshTokenSeconds },
      tokens: (userId, issuedAt) => ({
        access_token: accessTokens.issue(userId, sessionId, issuedAt),
        refresh_token: token.text,
        token_type: 'bearer',
      }),
    };
  }

  return {
    prepare,
    /** Null when the password was changed since `hashedPassword` was read. */
    open: async (userId: number, hashedPassword: string): Promise<ApiTokens | null> => {
      const session = prepare();
      const opened = await accounts.openSession(userId, hashedPassword, session.row);
      return opened === null ? null : session.tokens(userId, opened.issuedAt);
    },
    /**
     * A repeated request gets the answer of the first one, byte for byte; once half of that
     * access token's life is over it gets the same refresh token with a new access token.
     */
    refresh: async (
      text: string,
    ): Promise<Result<z.output<typeof apiRefreshedSchema>, InvalidToken>> => {
      const derived = refreshTokens.successorOf(text);
      if (derived === null) return fail({ code: 'invalid-token' });
      const { presented, successor } = derived;
      const rotation = await tokens.rotate({ presented, successor: successor.hash });
      if (rotation.kind === 'replayed') parts.securityLog.tokenReplayed(rotation);
      if (rotation.kind !== 'rotated') return fail({ code: 'invalid-token' });
      const { userId, sessionId, now } = rotation;
      const isFresh = now - rotation.issuedAt < accessTokens.lifeSeconds / 2;
      const issuedAt = isFresh ? rotation.issuedAt : now;
      return ok({
        access_token: accessTokens.issue(userId, sessionId, issuedAt),
        refresh_token: successor.text,
        token_type: 'bearer',
      });
    },
    /** Ends the session; an unknown token is as good as an ended one. */
    end: (text: string): Promise<void> => tokens.endSession(refreshTokens.hashOf(text)),
    /** The user of an access token; null when it is invalid or its session has ended. */
    userOf: async (accessToken: string): Promise<SignedInUser | null> => {
      const sessionId = accessTokens.read(accessToken);
      return sessionId === null ? null : await accounts.findBySession(sessionId);
    },
  };
}

export type Sessions = ReturnType<typeof createSessions>;

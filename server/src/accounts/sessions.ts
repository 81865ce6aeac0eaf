import { fail, ok, type Result } from '@mytone/shared/result.ts';
import type {
  ListedSession,
  NewSession,
  PresentedToken,
  SessionsRepository,
} from '../db/repositories/sessions-repository.ts';
import type { User } from '../db/repositories/user-row.ts';
import type { AccessTokens } from './access-token.ts';
import type { ReadToken, RefreshTokens } from './refresh-token.ts';

/** Logs what the operator should look at; the event itself is a row of "SECURITY_EVENTS". */
interface SecurityLog {
  tokenReplayed(event: { readonly sessionId: string; readonly userId: number }): void;
}

export interface SessionsDeps {
  readonly repository: SessionsRepository;
  readonly accessTokens: AccessTokens;
  readonly refreshTokens: RefreshTokens;
  readonly refreshTokenSeconds: number;
  readonly securityLog: SecurityLog;
}

export interface InvalidToken {
  readonly code: 'invalid-token';
}

export interface Tokens {
  readonly accessToken: string;
  readonly refreshToken: string;
}

/** The user of a valid access token, and its session. */
export interface SignedIn {
  readonly user: User;
  readonly sessionId: string;
}

/**
 * A session that is prepared but not stored yet, so that it can be stored together with its
 * account.
 */
export interface PreparedSession {
  readonly row: NewSession;
  /** The answer for the client once the row is stored; `issuedAt` in epoch seconds. */
  readonly tokens: (userId: number, issuedAt: number) => Tokens;
}

const presentedOf = ({
  hash,
  successor,
  otherSuccessors: _others,
  ...token
}: ReadToken): PresentedToken => ({
  ...token,
  presented: hash,
  successor: successor.hash,
});

/** Sign-ins and the tokens that keep them alive. */
export function createSessions(deps: SessionsDeps) {
  const { repository, accessTokens, refreshTokens } = deps;

  function prepare(client: string | null): PreparedSession {
    const { sessionId, token } = refreshTokens.first();
    return {
      row: { id: sessionId, tokenHash: token.hash, tokenSeconds: deps.refreshTokenSeconds, client },
      tokens: (userId, issuedAt) => ({
        accessToken: accessTokens.issue(userId, sessionId, issuedAt),
        refreshToken: token.text,
      }),
    };
  }

  /**
   * While the secret is being replaced, another server may have issued the successor. Only for the
   * last candidate is an old token a replay: for the others, the response may simply have been
   * lost.
   */
  async function rotate(token: ReadToken) {
    const successors = [token.successor, ...token.otherSuccessors()];
    for (const successor of successors.slice(0, -1)) {
      const presented = presentedOf({ ...token, successor, isOurs: () => false });
      const rotation = await repository.rotate(presented);
      if (rotation.kind !== 'refused') {
        return { rotation, successor };
      }
    }
    const successor = successors.at(-1) ?? token.successor;
    return { rotation: await repository.rotate(presentedOf({ ...token, successor })), successor };
  }

  return {
    prepare,
    /** Null if the password has changed since `hashedPassword` was read. */
    open: async (
      userId: number,
      hashedPassword: string,
      client: string | null,
    ): Promise<Tokens | null> => {
      const session = prepare(client);
      const opened = await repository.open(userId, hashedPassword, session.row);
      return opened === null ? null : session.tokens(userId, opened.issuedAt);
    },
    /**
     * A repeated request gets the same bytes as the first one; after half of that access token's
     * life it gets the same refresh token with a new access token.
     */
    refresh: async (text: string): Promise<Result<Tokens, InvalidToken>> => {
      const token = refreshTokens.read(text);
      if (token === null) {
        return fail({ code: 'invalid-token' });
      }
      const { rotation, successor } = await rotate(token);
      if (rotation.kind === 'replayed') {
        deps.securityLog.tokenReplayed(rotation);
      }
      if (rotation.kind !== 'rotated') {
        return fail({ code: 'invalid-token' });
      }
      const { userId, sessionId, now } = rotation;
      const isFresh = now - rotation.issuedAt < accessTokens.lifeSeconds / 2;
      const issuedAt = isFresh ? rotation.issuedAt : now;
      return ok({
        accessToken: accessTokens.issue(userId, sessionId, issuedAt),
        refreshToken: successor.text,
      });
    },
    /** Ends the session of a refresh token; an unknown token counts as ended. */
    end: async (text: string): Promise<void> => {
      const token = refreshTokens.read(text);
      if (token !== null) {
        await repository.endByToken(presentedOf(token));
      }
    },
    /** The user of an access token; null if it is invalid or its session has ended. */
    authenticate: async (accessToken: string): Promise<SignedIn | null> => {
      const sessionId = accessTokens.read(accessToken);
      const user = sessionId === null ? null : await repository.findUser(sessionId);
      return user === null || sessionId === null ? null : { user, sessionId };
    },
    list: ({ user }: SignedIn): Promise<readonly ListedSession[]> => repository.list(user.id),
    endOne: ({ user }: SignedIn, id: string): Promise<void> => repository.endOne(user.id, id),
    /** Ends all other sessions of the user; resolves to their number. */
    endOthers: ({ user, sessionId }: SignedIn): Promise<number> =>
      repository.endOthers(user.id, sessionId),
  };
}

export type Sessions = ReturnType<typeof createSessions>;

import * as z from 'zod/mini';
import { confirmPrimary } from '../confirm-primary.ts';
import type { Queryable } from '../database.ts';
import { createBatcher } from './batches.ts';
import { createRotator, type RotatedToken, type TokenPair } from './rotations.ts';
import { readFirst, readRows } from './rows.ts';
import {
  cleanStatement,
  endByTokenStatement,
  endReplayedStatement,
  judgeStatement,
  listStatement,
  openFirstStatement,
  openStatement,
  usersStatement,
} from './session-statements.ts';
import { type User, userRowSchema } from './user-row.ts';

export interface NewSession {
  readonly id: string;
  readonly tokenHash: Buffer;
  readonly tokenSeconds: number;
  /** The name that the client sent. */
  readonly client: string | null;
}

export interface RotationTimes {
  /** Life of a new refresh token. */
  readonly tokenSeconds: number;
  /** How long a token is still accepted after its successor was used. */
  readonly graceSeconds: number;
  /** How long a token is still accepted if its successor was never used. */
  readonly unusedSuccessorSeconds: number;
}

/** A refresh token as it was presented. */
export interface PresentedToken extends TokenPair {
  readonly counter: number;
  /** Whether this server's key signed it; needed only if its hash is not stored. */
  readonly isOurs: () => boolean;
}

export type Rotation =
  | ({ readonly kind: 'rotated' } & RotatedToken)
  | { readonly kind: 'refused' }
  /** The token was used again too late for an honest repetition: its session was ended. */
  | { readonly kind: 'replayed'; readonly sessionId: string; readonly userId: number };

const openedSchema = z.object({ issuedAt: z.int() });

const judgedSchema = z.object({
  sessionId: z.string(),
  userId: z.int(),
  issuedAt: z.int(),
  now: z.int(),
  verdict: z.enum(['refused', 'unrotated', 'repeated', 'replayed']),
});

const sessionUserSchema = z.extend(userRowSchema, { sessionId: z.string() });

const listedSchema = z.object({
  id: z.string(),
  createdAt: z.date(),
  lastUsedAt: z.date(),
  client: z.nullable(z.string()),
});

export type ListedSession = Readonly<z.output<typeof listedSchema>>;

/** How many rows one clean-up checks. */
const sliceLength = 10_000;
const beforeAllIds = '00000000-0000-0000-0000-000000000000';

/** The first session of an account, in the transaction that stores the account. */
export async function insertFirstSession(
  transaction: Queryable,
  userId: number,
  { id, tokenHash, tokenSeconds, client }: NewSession,
): Promise<z.output<typeof openedSchema>> {
  const values = [id, userId, tokenHash, tokenSeconds, client];
  return z.parse(openedSchema, (await transaction.query(openFirstStatement, values))[0]);
}

export type EndReason = 'password-reset' | 'password-change' | 'ended-by-owner';

/** Ends the sessions of a user except one; resolves to their number. */
export async function endSessionsOf(
  database: Queryable,
  userId: number,
  because: EndReason,
  exceptId: string | null = null,
): Promise<number> {
  const rows = await database.query(
    `update "SESSIONS" set revoked_at = now(), revoked_because = $2
     where user_id = $1 and revoked_at is null and expires_at > now() and id is distinct from $3::uuid
     returning id`,
    [userId, because, exceptId],
  );
  return rows.length;
}

/** "SESSIONS": one row each, with its live refresh token and the one before. */
export function createSessionsRepository(database: Queryable, times: RotationTimes) {
  const rotateOnce = createRotator(database, times.tokenSeconds);
  const findUser = createBatcher(async (sessionIds: readonly string[]) => {
    const rows = readRows(sessionUserSchema, await database.query(usersStatement, [sessionIds]));
    const bySession = new Map(rows.map(({ sessionId, ...user }) => [sessionId, user]));
    return sessionIds.map((id): User | null => bySession.get(id) ?? null);
  });
  let cleanedUpTo = beforeAllIds;

  async function judge({ sessionId, presented, successor, counter, isOurs }: PresentedToken) {
    const values = [
      sessionId,
      presented,
      successor,
      times.graceSeconds,
      times.unusedSuccessorSeconds,
      isOurs(),
      counter,
    ];
    return readFirst(judgedSchema, await database.query(judgeStatement, values));
  }

  async function rotate(token: PresentedToken): Promise<Rotation> {
    for (;;) {
      const rotated = await rotateOnce(token);
      if (rotated !== null) {
        return { kind: 'rotated', ...rotated };
      }
      const judged = await judge(token);
      if (judged === null || judged.verdict === 'refused') {
        return { kind: 'refused' };
      }
      const { verdict, ...facts } = judged;
      if (verdict === 'repeated') {
        return { kind: 'rotated', ...facts };
      }
      if (verdict === 'replayed') {
        const { sessionId, userId } = facts;
        const ended = await database.query(endReplayedStatement, [sessionId]);
        return ended.length > 0 ? { kind: 'replayed', sessionId, userId } : { kind: 'refused' };
      }
      // The rotation that held the row's lock was rolled back: try this one again.
    }
  }

  return {
    /** Null if the password has changed since `hashedPassword` was read. */
    open: async (userId: number, hashedPassword: string, session: NewSession) => {
      const { id, tokenHash, tokenSeconds, client } = session;
      const values = [id, userId, tokenHash, tokenSeconds, client, hashedPassword];
      return readFirst(openedSchema, await database.query(openStatement, values));
    },
    rotate: async (token: PresentedToken): Promise<Rotation> => {
      const rotation = await rotate(token);
      if (rotation.kind === 'refused') {
        // After this response the client signs out.
        await confirmPrimary(database);
      }
      return rotation;
    },
    /** The user of a session that was not ended; null for any other. */
    findUser,
    /** Ends the session of a token; a token that is not ours is ignored. */
    endByToken: async ({ sessionId, presented, isOurs }: PresentedToken): Promise<void> => {
      await database.query(endByTokenStatement, [sessionId, presented, isOurs()]);
    },
    /** A user's active sessions, the most recently used first. */
    list: async (userId: number) =>
      readRows(listedSchema, await database.query(listStatement, [userId])),
    /** Ends one session of a user; ignored if it is gone or another user's. */
    endOne: async (userId: number, sessionId: string): Promise<void> => {
      await database.query(
        `update "SESSIONS" set revoked_at = now(), revoked_because = 'ended-by-owner'
         where id = $1::uuid and user_id = $2 and revoked_at is null`,
        [sessionId, userId],
      );
    },
    endOthers: (userId: number, ownId: string): Promise<number> =>
      endSessionsOf(database, userId, 'ended-by-owner', ownId),
    /** Checks the next range of the table, and starts again after the last one. */
    deleteExpired: async (): Promise<void> => {
      const rows = await database.query<{ readonly id: string }>(cleanStatement, [
        cleanedUpTo,
        sliceLength,
      ]);
      const last = readFirst(z.object({ id: z.string() }), rows);
      cleanedUpTo = last?.id ?? beforeAllIds;
    },
  };
}

export type SessionsRepository = ReturnType<typeof createSessionsRepository>;

import type { Queryable } from './database.ts';
import { createRotator, type RotatedToken, type TokenPair } from './rotations.ts';

export interface RotationTimes {
  /** Life of a new refresh token. */
  readonly tokenSeconds: number;
  /** How long a token is still answered after its successor was used. */
  readonly graceSeconds: number;
  /** How long a token is still answered while its successor was never used. */
  readonly unusedSuccessorSeconds: number;
}

export type Rotation =
  | ({ readonly kind: 'rotated' } & RotatedToken)
  | { readonly kind: 'refused' }
  /** Used again when it could no longer be an honest repetition: its session was ended. */
  | { readonly kind: 'replayed'; readonly sessionId: string; readonly userId: number };

const judgeStatement = `
  select s.id as "sessionId", s.user_id as "userId",
    floor(extract(epoch from n.created_at))::integer as "issuedAt",
    floor(extract(epoch from now()))::integer as "now",
    case
      when s.revoked_at is not null or t.expires_at <= now() then 'refused'
      when t.rotated_at is null then 'unrotated'
      when n.rotated_at > now() - make_interval(secs => $3)
        or (n.rotated_at is null and t.rotated_at > now() - make_interval(secs => $4))
      -- Another hash: the server's key has changed, so the first answer can't be given again.
      then case when n.token_hash = $2::bytea then 'repeated' else 'refused' end
      else 'replayed'
    end as verdict
  from "TOKENS" t
  join "SESSIONS" s on s.id = t.session_id
  left join "TOKENS" n on n.session_id = t.session_id and n.counter = t.counter + 1
  where t.token_hash = $1::bytea`;

const endReplayed = `
  with ended as (
    update "SESSIONS" set revoked_at = now(), revoked_because = 'replay'
    where id = $1::uuid and revoked_at is null
    returning id, user_id
  ), event as (
    insert into "SECURITY_EVENTS" (kind, user_id, session_id)
    select 'refresh-token-replayed', user_id, id from ended
  )
  select id from ended`;

const endByToken = `
  update "SESSIONS" s set revoked_at = now(), revoked_because = 'logout'
  from "TOKENS" t where t.token_hash = $1::bytea and s.id = t.session_id and s.revoked_at is null`;

const deleteExpired = `
  with gone as (
    delete from "TOKENS" where (session_id, counter) in (
      select session_id, counter from "TOKENS" where expires_at <= now()
      limit 10000 for update skip locked)
    returning session_id
  )
  delete from "SESSIONS" s where s.id in (select session_id from gone)
    and not exists (select from "TOKENS" t where t.session_id = s.id and t.expires_at > now())`;

/** Refresh tokens and the sessions they belong to. */
export function createTokensRepository(database: Queryable, times: RotationTimes) {
  const rotateOnce = createRotator(database, times.tokenSeconds);

  async function judge({ presented, successor }: TokenPair) {
    const [row] = await database.query<RotatedToken & { readonly verdict: string }>(
      judgeStatement,
      [presented, successor, times.graceSeconds, times.unusedSuccessorSeconds],
    );
    return row ?? null;
  }

  async function rotate(pair: TokenPair): Promise<Rotation> {
    for (;;) {
      const rotated = await rotateOnce(pair);
      if (rotated !== null) return { kind: 'rotated', ...rotated };
      const judged = await judge(pair);
      if (judged === null || judged.verdict === 'refused') return { kind: 'refused' };
      const { sessionId, userId, issuedAt, now } = judged;
      if (judged.verdict === 'repeated') {
        return { kind: 'rotated', sessionId, userId, issuedAt, now };
      }
      if (judged.verdict === 'replayed') {
        const ended = await database.query(endReplayed, [sessionId]);
        return ended.length > 0 ? { kind: 'replayed', sessionId, userId } : { kind: 'refused' };
      }
      // The rotation that held the row's lock was rolled back: this one's turn again.
    }
  }

  return {
    rotate,
    /** Ends the session of a token, whichever of its tokens it is; an unknown one is ignored. */
    endSession: async (token: Buffer) => {
      await database.query(endByToken, [token]);
    },
    deleteExpired: async () => {
      await database.query(deleteExpired);
    },
  };
}

export type TokensRepository = ReturnType<typeof createTokensRepository>;

/**
 * The rotation of one token as a statement of its own: what `../src/db/rotations.ts` does for many
 * at once.
 */
export const bareRotation = `
  update "SESSIONS" set
    counter = counter + 1,
    predecessor_hash = live_hash,
    predecessor_since = live_since,
    live_hash = $3::bytea,
    live_since = now(),
    expires_at = now() + make_interval(secs => $4)
  where id = $1::uuid and live_hash = $2::bytea and revoked_at is null and expires_at > now()
  returning id as "sessionId", user_id as "userId",
    floor(extract(epoch from now()))::integer as "issuedAt"`;

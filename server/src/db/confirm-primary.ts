import type { Queryable } from './database.ts';

/**
 * Commits a message that nothing reads. Await it before a client is told that its token is not
 * valid: a primary that was replaced by its synchronous standby does not know the newest tokens,
 * and cannot commit any more. The commit then waits until the response is 503. On a standby it
 * fails at once.
 */
export async function confirmPrimary(database: Queryable): Promise<void> {
  await database.query(
    `select pg_current_xact_id() is null, pg_logical_emit_message(true, 'mytone-api', ''::text) is null`,
  );
}

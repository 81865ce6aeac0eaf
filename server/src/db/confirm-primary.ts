import type { Queryable } from './database.ts';

/**
 * Commits a message that nothing reads. To be awaited before a client hears that its token is not
 * valid: a primary that its synchronous standby has replaced doesn't know the newest tokens, and can't
 * commit any more. The commit then waits until the answer is 503. A standby fails at once.
 */
export async function confirmPrimary(database: Queryable): Promise<void> {
  await database.query(
    `select pg_current_xact_id() is null, pg_logical_emit_message(true, 'mytone-api', ''::text) is null`,
  );
}

import pg from 'pg';
import { migrate } from '../src/db/migrate.ts';
import { createPostgres } from '../src/db/postgres.ts';

const sample = 1_000;
const refreshes = 1_000;

async function withClient<Value>(
  databaseUrl: string,
  work: (client: pg.Client) => Promise<Value>,
): Promise<Value> {
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}

/**
 * Fills "SESSIONS" up to `count` rows, spread over the accounts there are, as they look after a
 * refresh.
 */
export async function fillSessions(databaseUrl: string, count: number): Promise<void> {
  await withClient(databaseUrl, async (client) => {
    await client.query(
      `insert into "SESSIONS" (id, user_id, counter, live_hash, predecessor_hash, predecessor_since,
         expires_at, client)
       select gen_random_uuid(), ids[1 + i % cardinality(ids)], 1, sha256(('l' || i)::bytea),
         sha256(('p' || i)::bytea), now(), now() + interval '30 days', 'MyTone'
       from (select array_agg(id) as ids from "USERS") users,
         generate_series(1, $1::integer - (select count(*)::integer from "SESSIONS")) as i`,
      [count],
    );
    await client.query('vacuum analyze "SESSIONS"');
  });
}

/**
 * Bytes on disk a session, indexes included, after each was refreshed a thousand times. PostgreSQL
 * cleans up in between as its own autovacuum does, which waits for a fifth of the rows to change.
 * `databaseUrl`: an empty database that nobody else uses, because a query that runs elsewhere in it
 * keeps every row version that it may still read.
 */
export async function bytesOfSession(databaseUrl: string): Promise<number> {
  const database = createPostgres({ url: databaseUrl, poolSize: 1, onIdleError: () => undefined });
  try {
    await migrate(database);
  } finally {
    await database.close();
  }
  return await withClient(databaseUrl, async (client) => {
    await client.query(
      `insert into "USERS" (name, surname, email, username, hashed_password, type_client)
       values ('B', 'B', 'b@example.com', 'bench', 'none', 0)`,
    );
    // What runs on top of the clean-ups below, now and then, changes the result by a third.
    await client.query(`alter table "SESSIONS" set (autovacuum_enabled = off)`);
    await fillSessions(databaseUrl, sample);
    for (let round = 0; round < refreshes; round += 1) {
      // A tenth at a time, because refreshes are spread over the day.
      for (let part = 0; part < 10; part += 1) {
        await client.query(
          `update "SESSIONS" set counter = counter + 1, predecessor_hash = live_hash,
             predecessor_since = live_since, live_hash = sha256(live_hash), live_since = now(),
             expires_at = now() + interval '30 days'
           where get_byte(uuid_send(id), 15) % 10 = $1`,
          [part],
        );
      }
      await client.query('vacuum "SESSIONS"');
    }
    const { rows } = await client.query<{ bytes: string; count: string }>(
      `select pg_total_relation_size('"SESSIONS"') as bytes, count(*) from "SESSIONS"`,
    );
    return Number(rows[0]?.bytes) / Number(rows[0]?.count);
  });
}

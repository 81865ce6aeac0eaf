import pg from 'pg';

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
 */
export async function bytesOfSession(databaseUrl: string): Promise<number> {
  return await withClient(databaseUrl, async (client) => {
    await client.query('create table bench_sessions (like "SESSIONS" including all)');
    await client.query('alter table bench_sessions set (fillfactor = 70)');
    await client.query(
      `insert into bench_sessions
       select * from "SESSIONS" where live_hash is not null limit ${sample}`,
    );
    for (let round = 0; round < refreshes; round += 1) {
      // A tenth at a time, because refreshes are spread over the day.
      for (let part = 0; part < 10; part += 1) {
        await client.query(
          `update bench_sessions set counter = counter + 1, predecessor_hash = live_hash,
             predecessor_since = live_since, live_hash = sha256(live_hash), live_since = now()
           where get_byte(uuid_send(id), 15) % 10 = $1`,
          [part],
        );
      }
      await client.query('vacuum bench_sessions');
    }
    const { rows } = await client.query<{ bytes: string; count: string }>(
      `select pg_total_relation_size('bench_sessions') as bytes, count(*) from bench_sessions`,
    );
    await client.query('drop table bench_sessions');
    return Number(rows[0]?.bytes) / Number(rows[0]?.count);
  });
}

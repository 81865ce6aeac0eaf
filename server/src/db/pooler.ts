import type pg from 'pg';

/** For PostgreSQL to answer at all, and for a pooler to have a backend free. */
const answerTimeoutMs = 11_000;
const freeBackendMs = 5_000;
const rounds = 10;

async function backendOf(client: pg.ClientBase, query_timeout = answerTimeoutMs): Promise<unknown> {
  // `query_timeout`: pg takes it with each query, which its types don't know.
  const question = { text: 'select pg_backend_pid() as id', query_timeout };
  const { rows } = await client.query<{ readonly id: unknown }>(question);
  return rows[0]?.id;
}

/** A pooler makes up the process id that it sends when a client connects; PostgreSQL doesn't. */
async function isBehindPooler(client: pg.ClientBase): Promise<boolean> {
  return (await backendOf(client)) !== Reflect.get(client, 'processID');
}

/** Whether each of the two keeps a backend of its own, as in PgBouncer's session mode. */
async function keepTheirBackends(one: pg.ClientBase, other: pg.ClientBase): Promise<boolean> {
  const backend = await backendOf(one);
  let otherBackend: unknown;
  try {
    otherBackend = await backendOf(other, freeBackendMs);
  } catch {
    // It waits until a backend is free.
    return true;
  }
  for (let round = 0; round < rounds; round += 1) {
    if ((await backendOf(one)) !== backend || (await backendOf(other)) !== otherBackend) {
      return false;
    }
  }
  return backend !== otherBackend;
}

/**
 * Whether a pooler between `client` and the database lets clients share a connection, as PgBouncer
 * does in its transaction mode: prepared statements are then missing from one query to the next.
 * `createOther`: another client of the same address, not connected yet.
 */
export async function sharesConnections(
  client: pg.ClientBase,
  createOther: () => pg.Client,
): Promise<boolean> {
  if (!(await isBehindPooler(client))) {
    return false;
  }
  const other = createOther();
  // Its query fails too, which is enough.
  other.on('error', () => undefined);
  try {
    await other.connect();
    return !(await keepTheirBackends(client, other));
  } finally {
    await other.end();
  }
}

import type pg from 'pg';

/** How long to wait for PostgreSQL to answer, or for a pooler to have a free backend. */
const answerTimeoutMs = 11_000;
const freeBackendMs = 5_000;
const rounds = 10;

async function backendOf(client: pg.ClientBase, query_timeout = answerTimeoutMs): Promise<unknown> {
  // pg accepts `query_timeout` with each query, but its types do not have it.
  const question = { text: 'select pg_backend_pid() as id', query_timeout };
  const { rows } = await client.query<{ readonly id: unknown }>(question);
  return rows[0]?.id;
}

/**
 * A pooler invents the process id that it sends when a client connects; PostgreSQL sends the real
 * one.
 */
async function isBehindPooler(client: pg.ClientBase): Promise<boolean> {
  return (await backendOf(client)) !== Reflect.get(client, 'processID');
}

/** Whether each of the two clients keeps its own backend, as in PgBouncer's session mode. */
async function keepTheirBackends(one: pg.ClientBase, other: pg.ClientBase): Promise<boolean> {
  const backend = await backendOf(one);
  let otherBackend: unknown;
  try {
    otherBackend = await backendOf(other, freeBackendMs);
  } catch {
    // The query waits until a backend is free.
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
 * does in its transaction mode: prepared statements may then be missing in the next query.
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
  // Its query fails too, so the event needs no handling.
  other.on('error', () => undefined);
  try {
    await other.connect();
    return !(await keepTheirBackends(client, other));
  } finally {
    await other.end();
  }
}

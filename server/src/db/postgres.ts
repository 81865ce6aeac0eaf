import pg from 'pg';
import {
  type Database,
  DatabaseUnavailable,
  type Queryable,
  type TransactionOptions,
  withoutValues,
} from './database.ts';
import { sharesConnections } from './pooler.ts';

export interface PostgresOptions {
  readonly url: string;
  readonly poolSize: number;
  /** Called when an idle connection of the pool breaks; the pool replaces it by itself. */
  readonly onIdleError: (error: Error) => void;
  /** How long a statement may take. */
  readonly statementTimeoutMs?: number;
}

/** The database over the network, possibly through a pooler. */
export interface Postgres extends Database {
  /** Whether a pooler lets clients share connections, which this server does not support. */
  sharesConnections(): Promise<boolean>;
}

const connectTimeoutMs = 5_000;
/**
 * An idle connection to a machine that has gone away breaks within about 20 s: this delay and ten
 * probes.
 */
const keepAliveMs = 10_000;
const usualStatementTimeoutMs = 10_000;

// Class 08: connection; 40: deadlock or conflict, rolled back; 53: out of resources; 57P: shut down
// or starting; 57014: time-out; 25006: read-only, a standby during failover; 26000 and 42P05: a
// prepared statement is missing or already exists, because a pooler shares connections.
const unavailableStates = /^(08|40|53|57P|57014|25006|26000|42P05)/;

function isUnavailable(error: unknown): boolean {
  if (!(error instanceof Error)) {
    return false;
  }
  if (error instanceof pg.DatabaseError) {
    return unavailableStates.test(error.code ?? '');
  }
  // Any other error comes from the socket or the pool.
  return 'code' in error || /timeout|terminated|Connection|client has/i.test(error.message);
}

const beginUnhurried =
  'begin; set local statement_timeout = 0; set local idle_in_transaction_session_timeout = 0';

async function translated<Value>(work: Promise<Value>): Promise<Value> {
  try {
    return await work;
  } catch (error) {
    if (!isUnavailable(error)) {
      throw withoutValues(error);
    }
    throw new DatabaseUnavailable('The database did not answer', { cause: error });
  }
}

/** Gives each SQL text a name, so that PostgreSQL parses and plans it once per connection. */
function createStatementNames(): (sql: string) => string {
  const names = new Map<string, string>();
  return (sql) => {
    const known = names.get(sql);
    if (known !== undefined) {
      return known;
    }
    const name = `mytone-${names.size}`;
    names.set(sql, name);
    return name;
  };
}

/** PostgreSQL 15 or newer through a pool. Failures to reach it become `DatabaseUnavailable`. */
export function createPostgres(options: PostgresOptions): Postgres {
  const nameOf = createStatementNames();
  const { statementTimeoutMs = usualStatementTimeoutMs } = options;
  // Longer than the database's own time-out, for a database that does not answer at all.
  const answerTimeoutMs = statementTimeoutMs + 1_000;
  const connection = {
    connectionString: options.url,
    connectionTimeoutMillis: connectTimeoutMs,
    keepAlive: true,
    keepAliveInitialDelayMillis: keepAliveMs,
    statement_timeout: statementTimeoutMs,
    idle_in_transaction_session_timeout: statementTimeoutMs,
    application_name: 'mytone-api',
  };
  const pool = new pg.Pool({ ...connection, max: options.poolSize });
  pool.on('error', options.onIdleError);
  // The pool only listens to idle connections. One that breaks in a transaction fails its query,
  // and without a listener it would also end the process.
  pool.on('connect', (client) => client.on('error', () => undefined));

  // pg accepts `query_timeout` with each query, but its types do not have it; 0 means none.
  function queryableOver(client: pg.Pool | pg.PoolClient, query_timeout: number): Queryable {
    return {
      query: async <Row = unknown>(text: string, parameters: readonly unknown[] = []) => {
        const statement = { name: nameOf(text), text, values: [...parameters], query_timeout };
        const result = await translated(client.query(statement));
        return result.rows as Row[];
      },
      script: async (text) => {
        const script = { text, query_timeout };
        await translated(client.query(script));
      },
    };
  }

  return {
    ...queryableOver(pool, answerTimeoutMs),
    transaction: async (work, { isUnhurried = false }: TransactionOptions = {}) => {
      const client = await translated(pool.connect());
      const transaction = queryableOver(client, isUnhurried ? 0 : answerTimeoutMs);
      try {
        await transaction.script(isUnhurried ? beginUnhurried : 'begin');
        const value = await work(transaction);
        await transaction.script('commit');
        client.release();
        return value;
      } catch (error) {
        // Closing the connection rolls back, in whatever state it is.
        client.release(true);
        throw error;
      }
    },
    sharesConnections: async () => {
      const client = await translated(pool.connect());
      try {
        return await translated(sharesConnections(client, () => new pg.Client(connection)));
      } finally {
        client.release();
      }
    },
    connections: () => ({ inUse: pool.totalCount - pool.idleCount, waiting: pool.waitingCount }),
    close: () => pool.end(),
  };
}

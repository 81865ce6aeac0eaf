import pg from 'pg';
import {
  type Database,
  DatabaseUnavailable,
  type Queryable,
  type TransactionOptions,
  withoutValues,
} from './database.ts';

export interface PostgresOptions {
  readonly url: string;
  readonly poolSize: number;
  /** A connection of the pool broke while it was idle; the pool replaces it by itself. */
  readonly onIdleError: (error: Error) => void;
  /** How long a statement may take. */
  readonly statementTimeoutMs?: number;
}

const connectTimeoutMs = 5_000;
const usualStatementTimeoutMs = 10_000;

// Class 08: connection; 40: deadlock or conflict, rolled back; 53: out of resources; 57P: shut down
// or starting; 57014: time-out; 25006: read-only, a standby during failover.
const unavailableStates = /^(08|40|53|57P|57014|25006)/;

function isUnavailable(error: unknown): boolean {
  if (!(error instanceof Error)) {
    return false;
  }
  if (error instanceof pg.DatabaseError) {
    return unavailableStates.test(error.code ?? '');
  }
  // Anything that is not the database's own answer comes from the socket or the pool.
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
export function createPostgres(options: PostgresOptions): Database {
  const nameOf = createStatementNames();
  const { statementTimeoutMs = usualStatementTimeoutMs } = options;
  // After the database's own time-out, for one that does not even answer that.
  const answerTimeoutMs = statementTimeoutMs + 1_000;
  const pool = new pg.Pool({
    connectionString: options.url,
    max: options.poolSize,
    connectionTimeoutMillis: connectTimeoutMs,
    statement_timeout: statementTimeoutMs,
    idle_in_transaction_session_timeout: statementTimeoutMs,
    application_name: 'mytone-api',
  });
  pool.on('error', options.onIdleError);
  // The pool listens to idle connections only. One that breaks in a transaction fails its query, and
  // with nobody listening to it would end the process as well.
  pool.on('connect', (client) => client.on('error', () => undefined));

  // `query_timeout`: pg takes it with each query, which its types don't know; 0 is none.
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
        // Closing the connection rolls back, whatever state it is in.
        client.release(true);
        throw error;
      }
    },
    close: () => pool.end(),
  };
}

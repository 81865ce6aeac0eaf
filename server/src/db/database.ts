/** Runs SQL; parameters are `$1`, `$2`, … and never part of the text. */
export interface Queryable {
  /** One statement; resolves to its rows, which a schema reads (rows.ts). */
  query<Row = unknown>(sql: string, parameters?: readonly unknown[]): Promise<readonly Row[]>;
  /** Several statements without parameters, as migrations have them. */
  script(sql: string): Promise<void>;
}

export interface TransactionOptions {
  /** Lets its statements take as long as they need, as building an index on a large table does. */
  readonly isUnhurried?: boolean;
}

/** One of the two engines: PostgreSQL over the network, or PGlite in this process. */
export interface Database extends Queryable {
  /** Commits when `work` resolves, rolls back when it throws. */
  transaction<Value>(
    work: (transaction: Queryable) => Promise<Value>,
    options?: TransactionOptions,
  ): Promise<Value>;
  /** Of the pool: connections in use, and callers that wait for one. Null where there is none. */
  connections(): { readonly inUse: number; readonly waiting: number } | null;
  close(): Promise<void>;
}

/**
 * An engine's error without what was stored or asked for: errors that nobody expected are logged,
 * and rows and parameters hold addresses and hashes. `detail` and `where` quote them.
 */
export function withoutValues(error: unknown): unknown {
  for (const key of ['params', 'detail', 'where']) {
    if (error instanceof Error) {
      Reflect.deleteProperty(error, key);
    }
  }
  return error;
}

/** The database can't be reached, or could not answer this time: 503, and worth another try. */
export class DatabaseUnavailable extends Error {
  override readonly name = 'DatabaseUnavailable';
}

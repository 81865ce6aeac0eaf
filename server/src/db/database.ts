/** Runs SQL; parameters are `$1`, `$2`, … and never part of the text. */
export interface Queryable {
  /** Runs one statement; resolves to its rows, which a schema reads (rows.ts). */
  query<Row = unknown>(sql: string, parameters?: readonly unknown[]): Promise<readonly Row[]>;
  /** Runs several statements without parameters, as migrations contain them. */
  script(sql: string): Promise<void>;
}

export interface TransactionOptions {
  /**
   * Removes the time limit for its statements; building an index on a large table may take long.
   */
  readonly isUnhurried?: boolean;
}

/** One of the two engines: PostgreSQL over the network, or PGlite in this process. */
export interface Database extends Queryable {
  /** Commits when `work` resolves, rolls back when it throws. */
  transaction<Value>(
    work: (transaction: Queryable) => Promise<Value>,
    options?: TransactionOptions,
  ): Promise<Value>;
  /** The pool: connections in use, and callers that wait for one. Null without a pool. */
  connections(): { readonly inUse: number; readonly waiting: number } | null;
  close(): Promise<void>;
}

/**
 * An engine's error without rows and parameters: unexpected errors are logged, and rows and
 * parameters contain addresses and hashes, which `detail` and `where` would quote.
 */
export function withoutValues(error: unknown): unknown {
  for (const key of ['params', 'detail', 'where']) {
    if (error instanceof Error) {
      Reflect.deleteProperty(error, key);
    }
  }
  return error;
}

/**
 * The database cannot be reached, or could not answer this time: 503, and the client may try again.
 */
export class DatabaseUnavailable extends Error {
  override readonly name = 'DatabaseUnavailable';
}

import type { Config } from '../config.ts';
import { OperatorError } from '../operator-error.ts';
import { type Database, DatabaseUnavailable } from './database.ts';

/** PgBouncer's answer to a parameter that it does not support. */
const protocolViolation = '08P01';

/** What is wrong with the connection; without the address, which may contain a password. */
function reasonOf(error: DatabaseUnavailable): string {
  const { cause } = error;
  return cause instanceof Error && 'code' in cause ? String(cause.code) : 'no answer';
}

function explained(error: unknown, nameOfUrl: string): OperatorError {
  const reason = error instanceof DatabaseUnavailable ? reasonOf(error) : String(error);
  if (reason === protocolViolation) {
    return new OperatorError(
      `The pooler in ${nameOfUrl} refuses our start-up parameters: set its ignore_startup_parameters as docs/deploy.md says.`,
      { cause: error },
    );
  }
  return new OperatorError(
    `The database in ${nameOfUrl} cannot be used (${reason}): start it, or correct the address.`,
    { cause: error },
  );
}

export interface Storage {
  readonly database: Database;
  /**
   * Connects for the first time.
   * @throws OperatorError if the database cannot be reached or its pooler shares connections.
   */
  readonly check: () => Promise<void>;
}

/**
 * Opens the engine that the configuration names: PostgreSQL, which `check` connects to, or the
 * embedded one in `DATA_DIR`, which this process then locks. `nameOfUrl` is the variable that holds
 * the address.
 * @throws OperatorError if the folder is locked.
 */
export async function openStorage(
  config: Pick<Config, 'DATABASE_URL' | 'DATABASE_POOL_SIZE' | 'DATA_DIR'>,
  onIdleError: (error: Error) => void,
  nameOfUrl = 'DATABASE_URL',
): Promise<Storage> {
  if (config.DATABASE_URL === undefined) {
    const { openEmbedded } = await import('./embedded.ts');
    return { database: await openEmbedded(config.DATA_DIR), check: async () => undefined };
  }
  const { createPostgres } = await import('./postgres.ts');
  const database = createPostgres({
    url: config.DATABASE_URL,
    poolSize: config.DATABASE_POOL_SIZE,
    onIdleError,
  });
  return {
    database,
    check: async () => {
      let isShared: boolean;
      try {
        isShared = await database.sharesConnections();
      } catch (error) {
        throw explained(error, nameOfUrl);
      }
      if (isShared) {
        throw new OperatorError(
          `The pooler in ${nameOfUrl} lets clients share connections (transaction mode): set its pool_mode to session.`,
        );
      }
    },
  };
}

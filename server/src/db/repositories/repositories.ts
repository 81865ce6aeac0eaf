import type { Config } from '../../config.ts';
import type { Database } from '../database.ts';
import { createAccountsRepository } from './accounts-repository.ts';
import { createAttemptsRepository } from './attempts-repository.ts';
import { createKnownAddressesRepository } from './known-addresses-repository.ts';
import { createResetsRepository } from './resets-repository.ts';
import { createSessionsRepository } from './sessions-repository.ts';

/** All repositories of one database, and its clean-ups. */
export function createRepositories(database: Database, config: Config) {
  const sessions = createSessionsRepository(database, {
    tokenSeconds: config.REFRESH_TOKEN_SECONDS,
    graceSeconds: config.REFRESH_GRACE_SECONDS,
    unusedSuccessorSeconds: config.UNUSED_SUCCESSOR_SECONDS,
  });
  const resets = createResetsRepository(database);
  const attempts = createAttemptsRepository(database, {
    delaySeconds: config.ATTEMPT_DELAY_SECONDS,
    longestDelaySeconds: config.LONGEST_ATTEMPT_DELAY_SECONDS,
    memorySeconds: config.ATTEMPT_MEMORY_SECONDS,
  });
  const knownAddresses = createKnownAddressesRepository(
    database,
    config.KNOWN_ADDRESS_DAYS * 24 * 60 * 60,
  );
  return {
    accounts: createAccountsRepository(database),
    sessions,
    resets,
    attempts,
    knownAddresses,
    cleanups: [
      sessions.deleteExpired,
      resets.deleteExpired,
      attempts.deleteOld,
      knownAddresses.deleteOld,
    ],
  };
}

import type { FastifyInstance } from 'fastify';
import { createAccessTokens } from './accounts/access-token.ts';
import { createAccounts } from './accounts/accounts.ts';
import { createPasswordHasher } from './accounts/password-hasher.ts';
import { createRefreshTokens } from './accounts/refresh-token.ts';
import { createSessions } from './accounts/sessions.ts';
import { createApp } from './app.ts';
import { createBackgroundTasks } from './background-tasks.ts';
import type { Config } from './config.ts';
import { createAccountsRepository } from './db/accounts-repository.ts';
import type { Database } from './db/database.ts';
import { migrate } from './db/migrate.ts';
import { createTokensRepository } from './db/tokens-repository.ts';
import type { ServerKeys } from './server-key.ts';

export interface ServerParts {
  readonly config: Config;
  readonly database: Database;
  readonly keys: ServerKeys;
}

/** Puts the API together on a database that it brings up to date first; does not listen. */
export async function createServer(parts: ServerParts): Promise<FastifyInstance> {
  const { config, database, keys } = parts;
  const migrations = await migrate(database);
  const accounts = createAccountsRepository(database);
  const tokens = createTokensRepository(database, {
    tokenSeconds: config.REFRESH_TOKEN_SECONDS,
    graceSeconds: config.REFRESH_GRACE_SECONDS,
    unusedSuccessorSeconds: config.UNUSED_SUCCESSOR_SECONDS,
  });
  const passwords = createPasswordHasher({
    cost: config.BCRYPT_COST,
    queueLength: config.HASH_QUEUE_LENGTH,
  });
  const sessions = createSessions({
    accounts,
    tokens,
    accessTokens: createAccessTokens(keys.accessTokens, config.ACCESS_TOKEN_SECONDS),
    refreshTokens: createRefreshTokens(keys.refreshTokens),
    refreshTokenSeconds: config.REFRESH_TOKEN_SECONDS,
    securityLog: {
      tokenReplayed: (event) => app.log.warn(event, 'security: refresh token replayed'),
    },
  });
  const background = createBackgroundTasks((err) =>
    app.log.error({ err }, 'a background task failed'),
  );
  const services = {
    accounts: createAccounts({ repository: accounts, passwords, sessions }),
    sessions,
    isReady: () => migrations.isAtHead(),
  };
  const app: FastifyInstance = createApp(config, services, background.run);
  app.addHook('onClose', background.settled);
  return app;
}

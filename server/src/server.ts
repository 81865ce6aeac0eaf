import { join } from 'node:path';
import type { FastifyInstance } from 'fastify';
import { createAccessTokens } from './accounts/access-token.ts';
import { createAccounts } from './accounts/accounts.ts';
import { createAttempts } from './accounts/attempts.ts';
import { createOwnAccount } from './accounts/own-account.ts';
import { createPasswordReset } from './accounts/password-reset.ts';
import { createPasswordCheck } from './accounts/passwords/password-check.ts';
import { createPasswordHasher } from './accounts/passwords/password-hasher.ts';
import { createRefreshTokens } from './accounts/refresh-token.ts';
import { createSessions } from './accounts/sessions.ts';
import { createApp } from './app.ts';
import { createBackgroundTasks } from './background-tasks.ts';
import type { Config } from './config.ts';
import { startCleaning } from './db/cleanup.ts';
import type { Database } from './db/database.ts';
import type { Migrations } from './db/migrate.ts';
import { createRepositories } from './db/repositories/repositories.ts';
import { addressOf } from './listen.ts';
import { createMailer } from './mail/mailer.ts';
import type { Metrics } from './metrics/metrics.ts';
import { createReadiness } from './readiness.ts';
import type { ServerKeys } from './server-key.ts';

export interface ServerDeps {
  readonly config: Config;
  /** Migrated to the schema that `migrations` describes. */
  readonly database: Database;
  readonly migrations: Migrations;
  readonly keys: ServerKeys;
  readonly metrics?: Pick<Metrics, 'watch'> | undefined;
}

/** Builds the API; does not listen. */
export function createServer({ config, database, migrations, keys, metrics }: ServerDeps) {
  const repositories = createRepositories(database, config);
  const background = createBackgroundTasks((err) =>
    app.log.error({ err }, 'background-task.failed'),
  );
  const passwords = createPasswordHasher({
    cost: config.BCRYPT_COST,
    queueLength: config.HASH_QUEUE_LENGTH,
  });
  const attempts = createAttempts({
    repository: repositories.attempts,
    knownAddresses: repositories.knownAddresses,
    key: keys.attempts,
    freePerAccount: config.FREE_ATTEMPTS_PER_ACCOUNT,
    freePerAddress: config.FREE_ATTEMPTS_PER_ADDRESS,
    perAddressPerHour: config.ATTEMPTS_PER_ADDRESS_PER_HOUR,
    perAccountPerHour: config.ATTEMPTS_PER_ACCOUNT_PER_HOUR,
    ownServers: config.OWN_SERVERS,
  });
  const checkPassword = createPasswordCheck(passwords, attempts);
  const sessions = createSessions({
    repository: repositories.sessions,
    accessTokens: createAccessTokens(
      keys.accessTokens,
      config.ACCESS_TOKEN_SECONDS,
      keys.accepted.map(({ accessTokens }) => accessTokens),
    ),
    refreshTokens: createRefreshTokens(
      keys.refreshTokens,
      keys.accepted.map(({ refreshTokens }) => refreshTokens),
    ),
    refreshTokenSeconds: config.REFRESH_TOKEN_SECONDS,
    securityLog: {
      tokenReplayed: (event) => app.log.warn(event, 'session.token-replayed'),
    },
  });
  const mailer = createMailer({
    smtpUrl: config.SMTP_URL,
    from: config.MAIL_FROM,
    folder: join(config.DATA_DIR, 'mail'),
    onWritten: (path) => app.log.info({ path }, 'mail.written'),
  });
  const services = {
    accounts: createAccounts({
      repository: repositories.accounts,
      passwords,
      checkPassword,
      sessions,
      attempts,
    }),
    ownAccount: createOwnAccount({ repository: repositories.accounts, passwords, checkPassword }),
    sessions,
    passwordReset: createPasswordReset({
      repository: repositories.resets,
      attempts,
      passwords,
      mailer,
      tokenSeconds: config.RESET_TOKEN_SECONDS,
      page: () => config.RESET_PASSWORD_URL ?? `${addressOf(app, config.HOST)}/reset-password`,
    }),
    isReady: createReadiness(migrations),
  };
  const app: FastifyInstance = createApp(config, services, background.run);
  metrics?.watch({ app, connections: database.connections, hashes: passwords.load });
  const cleaning = startCleaning(
    repositories.cleanups,
    config.CLEANUP_INTERVAL_SECONDS * 1000,
    background.run,
  );
  app.addHook('onClose', async () => {
    cleaning.stop();
    await background.settled();
  });
  return app;
}

import { resolve } from 'node:path';
import * as z from 'zod/mini';
import {
  isSecret,
  largestTimeoutSeconds,
  list,
  networks,
  oneOf,
  optionalWhole,
  origins,
  seconds,
  sender,
  text,
  url,
  whole,
} from './config/environment-values.ts';
import { databaseUrlSchema } from './db/database-url.ts';
import { OperatorError } from './operator-error.ts';

/** The environment, variable by variable; docs/deploy.md lists them too. Units are in the names. */
const environmentSchema = z
  .object({
    NODE_ENV: z._default(oneOf(['production', 'development', 'test']), 'development'),
    HOST: text('127.0.0.1'),
    PORT: whole(0, 65_535, 8000),
    METRICS_HOST: text('127.0.0.1'),
    METRICS_PORT: optionalWhole(0, 65_535),
    DATA_DIR: text('.data/server'),
    DATABASE_URL: z.optional(databaseUrlSchema),
    DATABASE_POOL_SIZE: whole(1, 500, 10),
    EMBEDDED_DATABASE: z.optional(oneOf(['allowed'])),
    LOG_LEVEL: z._default(
      oneOf(['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent']),
      'info',
    ),
    TOKEN_SECRET: z.optional(
      z.string().check(z.refine(isSecret, 'must have at least 32 characters')),
    ),
    ACCEPTED_TOKEN_SECRETS: list(isSecret, 'must be secrets of at least 32 characters'),
    ACCESS_TOKEN_SECONDS: seconds(15 * 60),
    REFRESH_TOKEN_SECONDS: seconds(30 * 24 * 60 * 60),
    REFRESH_GRACE_SECONDS: whole(0, 3600, 10),
    UNUSED_SUCCESSOR_SECONDS: seconds(24 * 60 * 60),
    RESET_TOKEN_SECONDS: seconds(60 * 60),
    CLEANUP_INTERVAL_SECONDS: whole(1, largestTimeoutSeconds, 10 * 60),
    BCRYPT_COST: whole(4, 16, 12),
    HASH_QUEUE_LENGTH: whole(0, 100_000, 64),
    RESET_PASSWORD_URL: url(['https:', 'http:']),
    SMTP_URL: url(['smtp:', 'smtps:']),
    MAIL_FROM: z._default(sender, 'MyTone <no-reply@mytone.example>'),
    CORS_ORIGINS: origins,
    TRUSTED_PROXIES: networks,
    FREE_ATTEMPTS_PER_ACCOUNT: whole(1, 1_000_000, 5),
    FREE_ATTEMPTS_PER_ADDRESS: whole(1, 1_000_000, 30),
    ATTEMPTS_PER_ADDRESS_PER_HOUR: whole(1, 1_000_000, 180),
    ATTEMPTS_PER_ACCOUNT_PER_HOUR: whole(1, 1_000_000, 100),
    ATTEMPT_DELAY_SECONDS: whole(1, 3600, 1),
    LONGEST_ATTEMPT_DELAY_SECONDS: whole(1, 86_400, 300),
    ATTEMPT_MEMORY_SECONDS: seconds(30 * 60),
    KNOWN_ADDRESS_DAYS: whole(1, 3650, 90),
    OWN_SERVERS: networks,
    HEADERS_TIMEOUT_SECONDS: whole(1, 300, 10),
    REQUEST_TIMEOUT_SECONDS: whole(1, 3600, 15),
    HANDLER_TIMEOUT_SECONDS: whole(1, 3600, 30),
    ANSWER_TIMEOUT_SECONDS: whole(1, 3600, 60),
    MAX_CONNECTIONS: whole(1, 1_000_000, 1000),
    DRAIN_SECONDS: whole(1, 3600, 10),
  })
  .check(
    z.superRefine(
      (environment, context) => {
        const refuse = (name: string, message: string) =>
          context.addIssue({ code: 'custom', path: [name], message });
        // Node silently swaps the two if the first is greater.
        if (environment.HEADERS_TIMEOUT_SECONDS > environment.REQUEST_TIMEOUT_SECONDS) {
          refuse('HEADERS_TIMEOUT_SECONDS', 'must not be longer than REQUEST_TIMEOUT_SECONDS');
        }
        if (environment.HANDLER_TIMEOUT_SECONDS >= environment.ANSWER_TIMEOUT_SECONDS) {
          refuse('ANSWER_TIMEOUT_SECONDS', 'must be longer than HANDLER_TIMEOUT_SECONDS');
        }
        if (environment.NODE_ENV !== 'production') {
          return;
        }
        if (environment.DATABASE_URL === undefined && environment.EMBEDDED_DATABASE === undefined) {
          refuse('DATABASE_URL', 'must be set in production (or EMBEDDED_DATABASE=allowed)');
        }
        if (environment.DATABASE_URL !== undefined && environment.TOKEN_SECRET === undefined) {
          refuse('TOKEN_SECRET', 'must be set in production, the same for every instance');
        }
        if (environment.SMTP_URL !== undefined && environment.RESET_PASSWORD_URL === undefined) {
          refuse('RESET_PASSWORD_URL', 'must be set in production: mails link to it');
        }
        if (environment.RESET_PASSWORD_URL?.startsWith('http:') === true) {
          refuse(
            'RESET_PASSWORD_URL',
            'must start with https:// in production: it gets a secret token',
          );
        }
        if (environment.BCRYPT_COST < 10) {
          refuse('BCRYPT_COST', 'must be 10 or more in production');
        }
      },
      // Checked even if a single variable is wrong, so that all errors are reported at once.
      { when: () => true },
    ),
  );

/** The server's configuration, parsed once. `DATA_DIR` is absolute. */
export type Config = Readonly<z.output<typeof environmentSchema>>;

/**
 * Reads the configuration from environment variables; an empty variable counts as absent.
 * @throws OperatorError that names every variable that is wrong, with no value echoed.
 */
export function readConfig(environment: Readonly<Record<string, string | undefined>>): Config {
  const present = Object.entries(environment).filter(([, value]) => value !== '');
  // It is used once, so compiling the schema would only delay the start.
  const parsed = environmentSchema.safeParse(Object.fromEntries(present), { jitless: true });
  if (!parsed.success) {
    const faults = parsed.error.issues.map((issue) => `${issue.path.join('.')} ${issue.message}`);
    throw new OperatorError(`The configuration is wrong: ${faults.join('; ')}.`);
  }
  return { ...parsed.data, DATA_DIR: resolve(parsed.data.DATA_DIR) };
}

/**
 * The address of a database, from the variable `name`.
 * @throws OperatorError that says what is wrong, without the value.
 */
export function readDatabaseUrl(name: string, value: string): string {
  const parsed = databaseUrlSchema.safeParse(value, { jitless: true });
  if (!parsed.success) {
    throw new OperatorError(`${name} ${parsed.error.issues[0]?.message}.`);
  }
  return parsed.data;
}

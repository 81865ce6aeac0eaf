import { resolve } from 'node:path';
import * as z from 'zod/mini';
import { databaseUrlSchema } from './db/database-url.ts';
import { OperatorError } from './operator-error.ts';

const largestTimeoutSeconds = 2_000_000;

function optionalWhole(least: number, most: number) {
  const sentence = `must be a whole number from ${least} to ${most}`;
  const digits = z.string().check(z.regex(/^\d{1,10}$/, sentence));
  const number = z
    .pipe(digits, z.transform(Number))
    .check(z.refine((value) => value >= least && value <= most, sentence));
  return z.optional(number);
}

function whole(least: number, most: number, fallback: number) {
  return z._default(optionalWhole(least, most), fallback);
}

function url(protocols: readonly string[]) {
  const sentence = `must be an address that starts with ${protocols.join('// or ')}//`;
  const isOne = (value: string) =>
    URL.canParse(value) && protocols.includes(new URL(value).protocol);
  return z.optional(z.string().check(z.refine(isOne, sentence)));
}

function list(isEntry: (entry: string) => boolean, sentence: string) {
  const split = (text: string) => text.split(',').flatMap((entry) => entry.trim() || []);
  const entries = z
    .pipe(z.string(), z.transform(split))
    .check(z.refine((given) => given.every(isEntry), sentence));
  return z._default(entries, []);
}

const network = z.union([z.ipv4(), z.ipv6(), z.cidrv4(), z.cidrv6()]);

/** An IP address, or a range such as 10.0.0.0/8; /0 is rejected. */
const isNetwork = (entry: string) => network.safeParse(entry).success && !entry.endsWith('/0');

/** As browsers send it: without a path or a final slash. */
const isOrigin = (entry: string) => /^[a-z][a-z\d+.-]*:\/\/[^\s/?#@A-Z]+$/.test(entry);

function present(fallback: string) {
  return z._default(z.string().check(z.minLength(1, 'must not be empty')), fallback);
}

const seconds = (fallback: number) => whole(1, largestTimeoutSeconds * 1000, fallback);

/** The environment, variable by variable; docs/deploy.md lists them too. Units are in the names. */
const environmentSchema = z
  .object({
    NODE_ENV: z._default(z.string(), 'development'),
    HOST: present('127.0.0.1'),
    PORT: whole(0, 65_535, 8000),
    METRICS_HOST: present('127.0.0.1'),
    METRICS_PORT: optionalWhole(0, 65_535),
    DATA_DIR: present('.data/server'),
    DATABASE_URL: z.optional(databaseUrlSchema),
    DATABASE_POOL_SIZE: whole(1, 500, 10),
    EMBEDDED_DATABASE: z.optional(z.enum(['allowed'], 'must be "allowed" or absent')),
    LOG_LEVEL: z._default(
      z.enum(
        ['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent'],
        'must be trace, debug, info, warn, error, fatal or silent',
      ),
      'info',
    ),
    TOKEN_SECRET: z.optional(z.string().check(z.minLength(32, 'must have at least 32 characters'))),
    ACCEPTED_TOKEN_SECRETS: list(
      (entry) => entry.length >= 32,
      'must be secrets of at least 32 characters',
    ),
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
    MAIL_FROM: z._default(
      z.string().check(z.regex(/[^\s@]@[^\s@]/, 'must be an e-mail address')),
      'MyTone <no-reply@mytone.example>',
    ),
    CORS_ORIGINS: list(isOrigin, 'must be origins such as https://example.com'),
    TRUSTED_PROXIES: list(isNetwork, 'must be addresses, or networks such as 10.0.0.0/8'),
    FREE_ATTEMPTS_PER_ACCOUNT: whole(1, 1_000_000, 5),
    FREE_ATTEMPTS_PER_ADDRESS: whole(1, 1_000_000, 30),
    ATTEMPTS_PER_ADDRESS_PER_HOUR: whole(1, 1_000_000, 180),
    ATTEMPTS_PER_ACCOUNT_PER_HOUR: whole(1, 1_000_000, 100),
    ATTEMPT_DELAY_SECONDS: whole(1, 3600, 1),
    LONGEST_ATTEMPT_DELAY_SECONDS: whole(1, 86_400, 300),
    ATTEMPT_MEMORY_SECONDS: seconds(30 * 60),
    KNOWN_ADDRESS_DAYS: whole(1, 3650, 90),
    OWN_SERVERS: list(isNetwork, 'must be addresses, or networks such as 10.0.0.0/8'),
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

import { parseArgs } from 'node:util';
import { readConfig, readDatabaseUrl } from '../config.ts';
import { prepareDataFolder } from '../data-folder.ts';
import { DatabaseUnavailable } from '../db/database.ts';
import { migrate } from '../db/migrate.ts';
import { openStorage } from '../db/storage.ts';
import { OperatorError } from '../operator-error.ts';
import { importAccounts } from './import-accounts.ts';

const usage =
  "Usage: npm run import -w server -- --from DATABASE_URL [--apply] [--leave-out]; the server's own environment says where to.";

function readOptions(args: readonly string[]) {
  try {
    const { values } = parseArgs({
      args: [...args],
      options: {
        from: { type: 'string' },
        apply: { type: 'boolean', default: false },
        'leave-out': { type: 'boolean', default: false },
      },
    });
    if (values.from !== undefined) {
      return { ...values, from: values.from };
    }
  } catch (error) {
    throw new OperatorError(usage, { cause: error });
  }
  throw new OperatorError(usage);
}

/** A database's refusal, in one line; any other error unchanged. */
function explainImportError(error: unknown): unknown {
  const cause = error instanceof DatabaseUnavailable ? error.cause : error;
  if (error instanceof OperatorError || !(cause instanceof Error) || !('code' in cause)) {
    return error;
  }
  return new OperatorError(
    `The import failed, and nothing was changed: ${cause.message} (${String(cause.code)}).`,
    { cause: error },
  );
}

/** Runs the command; resolves to its exit code. */
async function main(): Promise<number> {
  const options = readOptions(process.argv.slice(2));
  const config = readConfig(process.env);
  const onIdleError = () => undefined;
  // SQLAlchemy's addresses name its driver.
  const url = readDatabaseUrl('--from', options.from.replace(/^(postgres\w*)\+\w+:/, '$1:'));
  const { database: from, check } = await openStorage(
    { DATABASE_URL: url, DATABASE_POOL_SIZE: 1, DATA_DIR: config.DATA_DIR },
    onIdleError,
    '--from',
  );
  try {
    await check();
    prepareDataFolder(config.DATA_DIR);
    const { database: to, check: checkTarget } = await openStorage(config, onIdleError);
    try {
      await checkTarget();
      await migrate(to);
      const { lines, problems } = await importAccounts(from, to, {
        cost: config.BCRYPT_COST,
        isApplied: options.apply,
        leavesOut: options['leave-out'],
      });
      const isRefused = problems.length > 0 && !options['leave-out'];
      const closing = isRefused
        ? 'Nothing was changed: solve the problems above, or go on without those accounts with --leave-out.'
        : options.apply
          ? 'Done.'
          : 'Nothing was changed: this is what --apply would do.';
      process.stdout.write(`${[...lines, closing].join('\n')}\n`);
      return isRefused ? 1 : 0;
    } finally {
      await to.close();
    }
  } finally {
    await from.close();
  }
}

try {
  process.exitCode = await main();
} catch (error) {
  const explained = explainImportError(error);
  if (!(explained instanceof OperatorError)) {
    throw explained;
  }
  process.stderr.write(`mytone-api: ${explained.message}\n`);
  process.exitCode = 1;
}

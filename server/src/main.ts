import { readConfig } from './config.ts';
import { prepareDataFolder } from './data-folder.ts';
import { openStorage } from './db/storage.ts';
import { listen } from './listen.ts';
import { OperatorError } from './operator-error.ts';
import { createServer } from './server.ts';
import { deriveKeys } from './server-key.ts';
import { createShutdown } from './shutdown.ts';

const writeLine = (fields: Readonly<Record<string, unknown>>) =>
  process.stdout.write(`${JSON.stringify({ time: Date.now(), pid: process.pid, ...fields })}\n`);

async function start(): Promise<void> {
  const config = readConfig(process.env);
  prepareDataFolder(config.DATA_DIR);
  const database = await openStorage(config, (error) =>
    writeLine({ level: 40, msg: 'an idle database connection broke', error: error.message }),
  );
  try {
    const keys = deriveKeys(config.TOKEN_SECRET, config.DATA_DIR);
    const app = await createServer({ config, database, keys });
    const end = createShutdown({
      app,
      drainMs: config.DRAIN_SECONDS * 1000,
      release: () => database.close(),
      exit: (code) => process.exit(code),
    });
    const url = await listen(app, config);
    process.on('SIGTERM', end);
    process.on('SIGINT', end);
    writeLine({ level: 30, msg: 'listening', url });
  } catch (error) {
    await database.close();
    throw error;
  }
}

try {
  await start();
} catch (error) {
  // One line for whoever started it; the stack is for bugs only.
  const isExpected = error instanceof OperatorError;
  process.stderr.write(
    `mytone-api: ${isExpected ? error.message : ((error as Error).stack ?? error)}\n`,
  );
  process.exitCode = 1;
}

import { type Config, readConfig } from './config.ts';
import { prepareDataFolder } from './data-folder.ts';
import { createMigrations } from './db/migrate.ts';
import { openStorage } from './db/storage.ts';
import { onEndRequest } from './end-requests.ts';
import { startReleasingMemory } from './release-memory.ts';
import type { ServerDeps } from './server.ts';
import { deriveKeys } from './server-key.ts';

const writeLine = (fields: Readonly<Record<string, unknown>>) =>
  process.stdout.write(`${JSON.stringify({ time: Date.now(), pid: process.pid, ...fields })}\n`);

/** Off and not loaded unless a port is set. */
async function openMetrics({ METRICS_HOST: host, METRICS_PORT: port }: Config) {
  if (port === undefined) {
    return null;
  }
  const [{ createMetrics }, { serveMetrics }] = await Promise.all([
    import('./metrics/metrics.ts'),
    import('./metrics/serve-metrics.ts'),
  ]);
  const metrics = createMetrics();
  const server = await serveMetrics(metrics, { host, port });
  writeLine({ level: 30, msg: 'metrics.listening', host, port: server.port });
  return { watch: metrics.watch, close: server.close };
}

/**
 * Loaded before the database is asked: on a slow machine loading takes longer than the database may
 * take to answer, and nothing else happens during that time.
 */
async function loadApplication() {
  const [{ createServer }, { listen }, { createShutdown }] = await Promise.all([
    import('./server.ts'),
    import('./listen.ts'),
    import('./shutdown.ts'),
  ]);
  return { createServer, listen, createShutdown };
}

/** Everything that needs no answer of the database yet. */
async function buildApplication(
  { createServer, listen, createShutdown }: Awaited<ReturnType<typeof loadApplication>>,
  { config, database, migrations }: Pick<ServerDeps, 'config' | 'database' | 'migrations'>,
) {
  const keys = deriveKeys(config.TOKEN_SECRET, config.DATA_DIR, config.ACCEPTED_TOKEN_SECRETS);
  const metrics = await openMetrics(config);
  const app = createServer({ config, database, migrations, keys, ...(metrics && { metrics }) });
  app.addHook('onClose', async () => metrics?.close());
  const end = createShutdown({
    app,
    drainMs: config.DRAIN_SECONDS * 1000,
    release: () => database.close(),
    exit: (code) => process.exit(code),
    kill: (event) => {
      writeLine({ level: 50, msg: event });
      // A normal exit would wait for the threads, each of which may be hashing.
      process.kill(process.pid, 'SIGKILL');
    },
  });
  await app.ready();
  return { listen: () => listen(app, config), end };
}

/**
 * Starts the server; resolves once it listens and has logged one line of JSON.
 * @throws OperatorError for every problem that the operator can fix.
 */
export async function start(environment: NodeJS.ProcessEnv): Promise<void> {
  // A log that cannot be written does not end the server (http/log-output.ts).
  process.stdout.on('error', () => undefined);
  const config = readConfig(environment);
  prepareDataFolder(config.DATA_DIR);
  const loaded = await loadApplication();
  const { database, check } = await openStorage(config, (error) =>
    writeLine({ level: 40, msg: 'database.connection-lost', error: error.message }),
  );
  try {
    const migrations = createMigrations(database);
    const upToDate = check().then(migrations.apply);
    // The application is built while PostgreSQL answers.
    const [{ listen, end }] = await Promise.all([
      buildApplication(loaded, { config, database, migrations }),
      upToDate,
    ]);
    const url = await listen();
    onEndRequest(process, end);
    startReleasingMemory();
    writeLine({ level: 30, msg: 'listening', url });
  } catch (error) {
    await database.close();
    throw error;
  }
}

import type { App } from 'electron';
import type { Clock, Log } from '../ports.ts';

/** A page that crashes again within this time, in milliseconds, is not reloaded, so that it cannot loop. */
const reloadPauseMs = 10_000;

interface CrashDeps {
  readonly app: Pick<App, 'on'>;
  readonly process: Pick<NodeJS.Process, 'on'>;
  readonly clock: Pick<Clock, 'monotonic'>;
  readonly log: Log;
}

/** Logs uncaught errors, and reloads a crashed page. */
export function handleCrashes({ app, process, clock, log }: CrashDeps): void {
  let lastReloadMs = Number.NEGATIVE_INFINITY;

  process.on('uncaughtException', (error) => log.error('process.uncaught-exception', error));
  process.on('unhandledRejection', (reason) => log.error('process.unhandled-rejection', reason));
  app.on('render-process-gone', (_event, contents, { reason, exitCode }) => {
    log.warn('page.crashed', { reason, exitCode });
    const now = clock.monotonic();
    if (reason !== 'clean-exit' && now - lastReloadMs > reloadPauseMs) {
      lastReloadMs = now;
      contents.reload();
    }
  });
}

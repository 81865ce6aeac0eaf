import { Server } from 'node:net';
import { setTimeout as wait } from 'node:timers/promises';
import type { FastifyInstance } from 'fastify';

/** How long requests are still accepted that were already on their way, in milliseconds. */
const lastCallMs = 1_000;

function isAlreadyClosed(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'ERR_SERVER_NOT_RUNNING';
}

export interface ShutdownDeps {
  readonly app: FastifyInstance;
  readonly drainMs: number;
  /** Closes what is still open after the listener, once no request is in flight. */
  readonly release: () => Promise<void>;
  readonly exit: (code: number) => void;
  /** Logs the event and ends the process, even while it is busy. */
  readonly kill: (event: 'shutdown.second-signal' | 'shutdown.timed-out') => void;
}

/**
 * Ends the server without losing a request in flight. It stops listening; open connections are
 * served a little longer, with answers that ask to close them, so that no client writes to a
 * connection that is being closed; requests that are still running have until `drainMs`. A second
 * call ends the process at once.
 */
export function createShutdown({ app, drainMs, release, exit, kill }: ShutdownDeps): () => void {
  let isEnding = false;
  app.addHook('onSend', async (_request, reply) => {
    if (isEnding) {
      reply.header('connection', 'close');
    }
  });

  async function drain(): Promise<void> {
    // Not the HTTP server's own close, which ends idle connections at once.
    const closed = new Promise<void>((resolve) => {
      Server.prototype.close.call(app.server, () => resolve());
    });
    await wait(lastCallMs);
    app.server.closeIdleConnections();
    await closed;
    await app.close().catch((error: unknown) => {
      if (!isAlreadyClosed(error)) {
        throw error;
      }
    });
    await release();
  }

  return () => {
    if (isEnding) {
      kill('shutdown.second-signal');
      return;
    }
    isEnding = true;
    app.log.warn('shutdown.started');
    const deadline = setTimeout(() => kill('shutdown.timed-out'), drainMs);
    drain().then(
      () => {
        clearTimeout(deadline);
        exit(0);
      },
      (err: unknown) => {
        app.log.error({ err }, 'shutdown.failed');
        exit(1);
      },
    );
  };
}

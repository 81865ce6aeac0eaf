import { Server } from 'node:net';
import { setTimeout as wait } from 'node:timers/promises';
import type { FastifyInstance } from 'fastify';

/** For how long requests that were already on their way are still accepted. */
const lastCallMs = 1_000;

function isAlreadyClosed(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'ERR_SERVER_NOT_RUNNING';
}

export interface ShutdownDeps {
  readonly app: FastifyInstance;
  readonly drainMs: number;
  /** Closes what outlives the listener, once no request is in flight. */
  readonly release: () => Promise<void>;
  readonly exit: (code: number) => void;
  /** Says why and ends the process, whatever it is doing. */
  readonly kill: (reason: string) => void;
}

/**
 * Ends the server without losing a request in flight. It stops listening; connections that are
 * open are served a little longer, with answers that ask to close them, so that nobody writes into
 * one that is just being closed; what is running then gets until `drainMs`. A second call ends at
 * once.
 */
export function createShutdown({ app, drainMs, release, exit, kill }: ShutdownDeps): () => void {
  let isEnding = false;
  app.addHook('onSend', async (_request, reply) => {
    if (isEnding) {
      reply.header('connection', 'close');
    }
  });

  async function drain(): Promise<void> {
    // Not the HTTP server's own close, which ends idle connections at the same moment.
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
      kill('a second signal: what is in flight is cut off');
      return;
    }
    isEnding = true;
    app.log.warn('shutdown.started');
    const deadline = setTimeout(() => kill('requests in flight did not finish in time'), drainMs);
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

import { setTimeout as wait } from 'node:timers/promises';
import type { FastifyInstance } from 'fastify';

/** For how long requests that were already on their way are still accepted. */
const lastCallMs = 200;

export interface ShutdownParts {
  readonly app: FastifyInstance;
  readonly drainMs: number;
  /** Closes what outlives the listener, once no request is in flight. */
  readonly release: () => Promise<void>;
  readonly exit: (code: number) => void;
}

/**
 * Ends the server without losing a request in flight. At first every answer asks its client to
 * close the connection, so that nobody writes into one that is just being closed; then the
 * listener closes, and what is still running gets until `drainMs`. A second call ends at once.
 */
export function createShutdown({ app, drainMs, release, exit }: ShutdownParts): () => void {
  let isEnding = false;
  app.addHook('onSend', async (_request, reply) => {
    if (isEnding) reply.header('connection', 'close');
  });

  async function drain(): Promise<void> {
    await wait(lastCallMs);
    await app.close();
    await release();
  }

  return () => {
    if (isEnding) {
      exit(1);
      return;
    }
    isEnding = true;
    app.log.warn('ending: finishing the requests in flight');
    const deadline = setTimeout(() => {
      app.log.error('requests in flight did not finish in time');
      exit(1);
    }, drainMs);
    drain().then(
      () => {
        clearTimeout(deadline);
        exit(0);
      },
      (err: unknown) => {
        app.log.error({ err }, 'could not end cleanly');
        exit(1);
      },
    );
  };
}

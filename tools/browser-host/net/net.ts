import { networkInterfaces } from 'node:os';
import process from 'node:process';
import type { Net } from 'electron';
import type { SessionStandIn } from '../session/session.ts';
import { loud } from '../stand-in/loud.ts';
import { toChromiumError } from './chromium-errors.ts';
import { createConnectionPool } from './connection-pool.ts';
import { isRedirect, rebuildResponse } from './response.ts';

interface NetDeps extends Pick<SessionStandIn, 'isCancelled'> {
  /** Throws where nobody can catch it. */
  throwUncaught?: (error: unknown) => void;
}

const throwLater = (error: unknown) =>
  process.nextTick(() => {
    throw error;
  });

/**
 * `net`. Its `fetch` is Node's behind what an application sees of Electron's: the errors, redirects
 * that are rejected, connections that a cancelled body keeps. `webRequest` is asked first.
 */
export function createNet({ isCancelled, throwUncaught = throwLater }: NetDeps): Net {
  const pool = createConnectionPool();
  const isOnline = () =>
    Object.values(networkInterfaces()).some((list) => list?.some(({ internal }) => !internal));

  /** Settles when Electron's `response` or `error` would come. */
  const ask = async (request: Request): Promise<Response> => {
    const { url, method, referrer, redirect, signal } = request;
    if (await isCancelled({ url, method, referrer, resourceType: 'other' })) {
      throw new Error('net::ERR_BLOCKED_BY_CLIENT');
    }
    const giveBack = await pool.take(new URL(url).origin, signal);
    const loader = new AbortController();
    const inner = new Request(request, {
      redirect: redirect === 'follow' ? 'follow' : 'manual',
      signal: AbortSignal.any([signal, loader.signal]),
    });
    const cancel = (reason: string) => {
      giveBack();
      loader.abort();
      return new Error(reason);
    };
    const response = await fetch(inner).catch((error: unknown) => {
      giveBack();
      throw toChromiumError(error);
    });
    if (redirect !== 'follow' && isRedirect(response)) {
      // Nobody listens for `redirect` in Electron's net.fetch, so that it is never followed.
      throw cancel(
        redirect === 'manual'
          ? 'Redirect was cancelled'
          : "Attempted to redirect, but redirect policy was 'error'",
      );
    }
    try {
      return rebuildResponse(response, method === 'HEAD', giveBack);
    } catch (error) {
      // In Electron this is thrown in a listener: an uncaught exception, and an answer that never
      // comes.
      throwUncaught(error);
      return new Promise(() => {});
    }
  };

  return loud<Net>('electron.net', {
    isOnline,
    get online() {
      return isOnline();
    },
    async fetch(input: string | Request, init?: RequestInit) {
      const request = new Request(input, init);
      const { signal } = request;
      signal.throwIfAborted();
      const aborted = new Promise<never>((_resolve, reject) =>
        signal.addEventListener('abort', () => reject(signal.reason), { once: true }),
      );
      return Promise.race([ask(request), aborted]);
    },
  });
}

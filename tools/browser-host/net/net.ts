import http from 'node:http';
import { networkInterfaces } from 'node:os';
import process from 'node:process';
import type { Net, Session } from 'electron';
import type { SessionStandIn } from '../session/session.ts';
import { loud } from '../stand-in/loud.ts';
import { toChromiumError, toProxyError } from './chromium-errors.ts';
import { createClientRequest } from './client-request.ts';
import { createConnectionPool } from './connection-pool.ts';
import { type ForwardProxy, longestHeadersBytes } from './forward-proxy.ts';
import { createProxyAuth, type OnLogin } from './proxy-auth.ts';
import { isRedirect, rebuildResponse } from './response.ts';

interface NetDeps {
  /** Asks `webRequest` of the session that the request is made with, by default the default one. */
  isCancelled(
    request: Parameters<SessionStandIn['isCancelled']>[0],
    session?: Session,
  ): Promise<boolean>;
  /** The system's proxy for an address; undefined if it is reached directly. */
  proxyFor?: (url: URL) => ForwardProxy | undefined;
  /** The application's `User-Agent`, for a request without one. */
  userAgent?: () => string;
  /** Throws an error that no caller can catch. */
  throwUncaught?: (error: unknown) => void;
}

const throwLater = (error: unknown) =>
  process.nextTick(() => {
    throw error;
  });

/**
 * `net.fetch` has no listener for a proxy that requires a sign-in (`lib/browser/api/net-fetch.ts`).
 */
const declineLogin: OnLogin = (_challenge, callback) => callback();

/**
 * `net`. Its `fetch` is Node's, changed to behave like Electron's: the errors, rejected redirects,
 * and connections that a cancelled body keeps. `webRequest` is asked first.
 */
export function createNet({
  isCancelled,
  proxyFor = () => undefined,
  userAgent = () => 'Electron',
  throwUncaught = throwLater,
}: NetDeps): Net {
  // Node's fetch reads its limit here, which is 16 KiB otherwise.
  Object.defineProperty(http, 'maxHeaderSize', { value: longestHeadersBytes, configurable: true });
  const auth = createProxyAuth();
  const pool = createConnectionPool();
  const isOnline = () =>
    Object.values(networkInterfaces()).some((list) => list?.some(({ internal }) => !internal));

  const isRefused = ({ url, method, referrer }: Request) =>
    isCancelled({ url, method, referrer, resourceType: 'other' });

  const load = (request: Request, onLogin: OnLogin): Promise<Response> => {
    const proxy = proxyFor(new URL(request.url));
    if (!request.headers.has('user-agent')) {
      request.headers.set('user-agent', userAgent());
    }
    return proxy === undefined
      ? fetch(request).catch((error: unknown) => Promise.reject(toChromiumError(error)))
      : auth
          .send(request, proxy, onLogin)
          .catch((error: unknown) => Promise.reject(toProxyError(error)));
  };

  /** Settles when Electron would emit `response` or `error`. */
  const ask = async (request: Request): Promise<Response> => {
    const { url, redirect, signal } = request;
    if (await isRefused(request)) {
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
    const response = await load(inner, declineLogin).catch((error: unknown) => {
      giveBack();
      throw error;
    });
    if (redirect !== 'follow' && isRedirect(response)) {
      // Electron's net.fetch has no listener for `redirect`, so it never follows one.
      throw cancel(
        redirect === 'manual'
          ? 'Redirect was cancelled'
          : "Attempted to redirect, but redirect policy was 'error'",
      );
    }
    try {
      return rebuildResponse(response, request.method === 'HEAD', giveBack);
    } catch (error) {
      // In Electron this is thrown in a listener: an uncaught exception, and the response never
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
    request(given) {
      const options = typeof given === 'string' ? { url: given } : given;
      return createClientRequest(options, async (request, onLogin) => {
        const { url, method, referrer } = request;
        const details = { url, method, referrer, resourceType: 'other' } as const;
        if (await isCancelled(details, options.session)) {
          throw new Error('net::ERR_BLOCKED_BY_CLIENT');
        }
        return load(request, onLogin);
      });
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

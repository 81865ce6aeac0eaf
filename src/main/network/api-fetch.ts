import type { Net } from 'electron';
import type { ProxyLogin } from './proxy-login.ts';

/** Chromium's error code for a proxy that requires a sign-in. */
const proxyAuthError = 'net::ERR_PROXY_AUTH_REQUESTED';

/**
 * The error of a request through a tunnel if nobody signed in to the proxy
 * (net/http/http_network_transaction.cc, `Read`), and also if the proxy refuses for another reason.
 */
const tunnelError = /\bnet::ERR_(PROXY_AUTH_REQUESTED|TUNNEL_CONNECTION_FAILED)\b/;

/**
 * Chromium's fetch, which uses the system's proxy and certificate store. Without cookies and cache, so
 * that a response of the API is never written to disk. If the proxy requires a sign-in, the request
 * waits for it and is sent again: the proxy that refused it did not forward it.
 */
export function createApiFetch(
  net: Pick<Net, 'fetch'>,
  proxy: Pick<ProxyLogin, 'signIn'>,
): typeof fetch {
  return async (input, init) => {
    const signal = init?.signal ?? (input instanceof Request ? input.signal : null);
    /** Null for a 407, whose request is aborted: Electron keeps the connection of an unread body. */
    const send = async () => {
      const refused = new AbortController();
      const response = await net.fetch(toElectron(input), {
        ...init,
        signal: signal === null ? refused.signal : AbortSignal.any([signal, refused.signal]),
        credentials: 'omit',
        cache: 'no-store',
      });
      if (response.status !== 407) {
        return response;
      }
      refused.abort();
      return null;
    };

    const first = await send().catch(keepTunnelError);
    if (first instanceof Response) {
      return first;
    }
    const outcome = await untilAborted(proxy.signIn(), signal);
    if (outcome === 'failed' && first instanceof Error) {
      throw first;
    }
    const second = outcome === 'accepted' ? await send() : null;
    if (second === null) {
      throw new Error(proxyAuthError);
    }
    return second;
  };
}

/** Electron's fetch takes no `URL`. A `Request` can be sent once, so a copy of it is. */
function toElectron(input: string | URL | Request): string | Request {
  if (input instanceof URL) {
    return input.href;
  }
  return input instanceof Request ? input.clone() : input;
}

function keepTunnelError(error: unknown): Error {
  if (error instanceof Error && tunnelError.test(error.message)) {
    return error;
  }
  throw error;
}

/** Rejects when the request is aborted: the user may take longer than the request's time limit. */
function untilAborted<Value>(waiting: Promise<Value>, signal: AbortSignal | null): Promise<Value> {
  return new Promise((resolve, reject) => {
    const abort = () => reject(signal?.reason);
    signal?.addEventListener('abort', abort, { once: true });
    void waiting.then(resolve, reject).finally(() => signal?.removeEventListener('abort', abort));
  });
}

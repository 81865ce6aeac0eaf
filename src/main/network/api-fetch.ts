import type { Net } from 'electron';
import type { ProxyLogin } from './proxy-login.ts';

/** The code that Chromium's network stack has for a proxy that wants a sign-in. */
const proxyAuthError = 'net::ERR_PROXY_AUTH_REQUESTED';

/**
 * What a request through a tunnel ends with if nobody signed in to the proxy
 * (net/http/http_network_transaction.cc, `Read`), and also if the proxy refuses for another reason.
 */
const tunnelError = /\bnet::ERR_(PROXY_AUTH_REQUESTED|TUNNEL_CONNECTION_FAILED)\b/;

/**
 * Chromium's fetch, for the system's proxy and certificate store. No cookies and no cache:
 * an answer of the API is never written to disk. If the proxy wants a sign-in, the request waits for
 * it and is sent again: a proxy that refused it did not pass it on.
 */
export function createApiFetch(
  net: Pick<Net, 'fetch'>,
  proxy: Pick<ProxyLogin, 'signIn'>,
): typeof fetch {
  return async (input, init) => {
    const signal = init?.signal ?? (input instanceof Request ? input.signal : null);
    const send = () =>
      net.fetch(toElectron(input), { ...init, credentials: 'omit', cache: 'no-store' });

    const first = await send().catch(keepTunnelError);
    if (first instanceof Response && first.status !== 407) {
      return first;
    }
    void (first instanceof Response && first.body?.cancel());
    const outcome = await untilAborted(proxy.signIn(), signal);
    if (outcome === 'failed' && first instanceof Error) {
      throw first;
    }
    const second = outcome === 'accepted' ? await send() : null;
    if (second === null || second.status === 407) {
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

/** The user may take longer than the request has. */
function untilAborted<Value>(waiting: Promise<Value>, signal: AbortSignal | null): Promise<Value> {
  return new Promise((resolve, reject) => {
    const abort = () => reject(signal?.reason);
    signal?.addEventListener('abort', abort, { once: true });
    void waiting.then(resolve, reject).finally(() => signal?.removeEventListener('abort', abort));
  });
}

import type { AuthInfo } from 'electron';
import { type ForwardProxy, sendThroughProxy } from './forward-proxy.ts';

/** Electron's event `login`: calls back with a user name and a password, or with nothing. */
export type OnLogin = (
  challenge: AuthInfo,
  callback: (username?: string, password?: string) => void,
) => void;

/**
 * The credentials that proxies have accepted, shared by all requests of the session, as in
 * Chromium.
 */
export interface ProxyAuth {
  /**
   * Sends a request through a proxy. Signs in with what the proxy accepted before, then asks
   * `onLogin` as often as the proxy refuses; returns the 407 when nobody signs in.
   */
  send(request: Request, proxy: ForwardProxy, onLogin: OnLogin): Promise<Response>;
}

export function createProxyAuth(): ProxyAuth {
  const accepted = new Map<string, string>();

  return {
    async send(request, proxy, onLogin) {
      const key = `${proxy.host}:${proxy.port}`;
      let authorization = accepted.get(key);
      for (;;) {
        const response = await sendThroughProxy(request.clone(), proxy, authorization);
        if (response.status !== 407) {
          if (authorization !== undefined) {
            accepted.set(key, authorization);
          }
          return response;
        }
        accepted.delete(key);
        const challenge = readChallenge(response, proxy);
        const login = challenge && (await askFor(challenge, onLogin));
        if (login === undefined) {
          return response;
        }
        await response.body?.cancel();
        authorization = login;
      }
    },
  };
}

/** The first challenge with a scheme that this host supports, which is only Basic. */
function readChallenge({ headers }: Response, proxy: ForwardProxy): AuthInfo | undefined {
  const basic = /\bBasic\b(?:\s+realm="((?:[^"\\]|\\.)*)")?/i.exec(
    headers.get('proxy-authenticate') ?? '',
  );
  const realm = basic?.[1]?.replaceAll(/\\(.)/g, '$1') ?? '';
  return basic ? { isProxy: true, scheme: 'basic', ...proxy, realm } : undefined;
}

function askFor(challenge: AuthInfo, onLogin: OnLogin): Promise<string | undefined> {
  return new Promise((resolve) =>
    onLogin(challenge, (username, password) => {
      const isGiven = username !== undefined && password !== undefined;
      const text = Buffer.from(`${username}:${password}`).toString('base64');
      resolve(isGiven ? `Basic ${text}` : undefined);
    }),
  );
}

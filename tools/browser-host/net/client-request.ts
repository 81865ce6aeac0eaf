import type { ClientRequest, ClientRequestConstructorOptions, IncomingMessage } from 'electron';
import { createEvents } from '../stand-in/events.ts';
import { loud, refuseUnknownKeys } from '../stand-in/loud.ts';
import type { OnLogin } from './proxy-auth.ts';
import { isRedirect } from './response.ts';

const eventNames = ['response', 'login', 'redirect', 'abort', 'error', 'close'];
const optionNames = ['url', 'method', 'redirect', 'cache', 'credentials'];

/** Sends a request as `net` does; rejects with Electron's error. */
export type Send = (request: Request, onLogin: OnLogin) => Promise<Response>;

/**
 * `net.request`, for requests without a body whose response is not read further than its status and
 * headers (`lib/common/api/net-client-request.ts`).
 */
export function createClientRequest(
  options: ClientRequestConstructorOptions,
  send: Send,
): ClientRequest {
  refuseUnknownKeys('the options of net.request', options, optionNames);
  const { url = '', method = 'GET', redirect = 'follow' } = options;
  const loader = new AbortController();
  const events = createEvents('ClientRequest', eventNames, (): ClientRequest => request);

  const onLogin: OnLogin = (challenge, callback) => {
    // Without a listener the sign-in is cancelled.
    if (!events.emit('login', challenge, callback)) {
      callback();
    }
  };
  const run = async () => {
    const asked = new Request(url, { method, redirect: 'manual', signal: loader.signal });
    try {
      const response = await send(asked, onLogin);
      if (isRedirect(response) && redirect !== 'follow') {
        events.emit('redirect', response.status, method, response.headers.get('location'), {});
        throw new Error('Redirect was cancelled');
      }
      const { status: statusCode, statusText: statusMessage, headers } = response;
      const message = { statusCode, statusMessage, headers: Object.fromEntries(headers) };
      events.emit('response', loud<IncomingMessage>('IncomingMessage', message));
    } catch (error) {
      if (!loader.signal.aborted) {
        events.emit('error', error);
      }
    }
    events.emit('close');
  };

  const request: ClientRequest = loud<ClientRequest>('ClientRequest', {
    ...events.members,
    end() {
      void run();
      return request;
    },
    abort() {
      if (!loader.signal.aborted) {
        loader.abort();
        events.emit('abort');
      }
    },
  });
  return request;
}

import { PassThrough, Readable } from 'node:stream';
import type { ReadableStream as NodeReadableStream } from 'node:stream/web';
import type { ClientRequest, ClientRequestConstructorOptions, IncomingMessage } from 'electron';
import { createEvents } from '../stand-in/events.ts';
import { loud, refuseUnknownKeys } from '../stand-in/loud.ts';
import { toChromiumError } from './chromium-errors.ts';
import type { OnLogin } from './proxy-auth.ts';
import { isRedirect } from './response.ts';

const eventNames = [
  ...['response', 'login', 'redirect', 'abort', 'error', 'close'],
  // electron-updater also listens for these two of Node, which never come in Electron either.
  ...['socket', 'aborted'],
];
const optionNames = [
  ...['url', 'protocol', 'hostname', 'port', 'path', 'method', 'headers'],
  ...['redirect', 'cache', 'credentials', 'session'],
];

/** Sends a request as `net` does, without following a redirect; rejects with Electron's error. */
export type Send = (request: Request, onLogin: OnLogin) => Promise<Response>;

/**
 * `net.request`, for requests without a body (`lib/common/api/net-client-request.ts`). Each address
 * of a chain of redirects is sent by itself.
 */
export function createClientRequest(
  options: ClientRequestConstructorOptions,
  send: Send,
): ClientRequest {
  refuseUnknownKeys('the options of net.request', options, optionNames);
  const { method = 'GET', redirect = 'follow' } = options;
  const headers = new Headers();
  for (const [name, value] of Object.entries(options.headers ?? {})) {
    headers.set(name, String(value));
  }
  const loader = new AbortController();
  const events = createEvents('ClientRequest', eventNames, (): ClientRequest => request);
  let message: PassThrough | undefined;
  /** Set while a listener of `redirect` may follow it. */
  let follow: (() => void) | undefined;

  const onLogin: OnLogin = (challenge, callback) => {
    // Without a listener the sign-in is cancelled.
    if (!events.emit('login', challenge, callback)) {
      callback();
    }
  };

  /** Whether the redirect is followed. */
  const announce = ({ status }: Response, to: URL): boolean => {
    let isFollowed = redirect === 'follow';
    follow = () => {
      isFollowed = true;
    };
    events.emit('redirect', status, method, to.href, {});
    follow = undefined;
    return isFollowed;
  };

  async function load(url: URL): Promise<void> {
    const { signal } = loader;
    const response = await send(
      new Request(url, { method, headers, redirect: 'manual', signal }),
      onLogin,
    );
    if (!isRedirect(response)) {
      message = readMessage(response, fail);
      events.emit('response', message);
      return;
    }
    void response.body?.cancel();
    const to = new URL(response.headers.get('location') ?? '', url);
    const isFollowed = announce(response, to);
    if (signal.aborted) {
      return;
    }
    if (!isFollowed) {
      throw new Error('Redirect was cancelled');
    }
    await load(to);
  }

  function fail(error: unknown): void {
    if (!loader.signal.aborted) {
      events.emit('error', error);
    }
  }

  const request: ClientRequest = loud<ClientRequest>('ClientRequest', {
    ...events.members,
    end() {
      void load(addressOf(options))
        .catch(fail)
        .finally(() => events.emit('close'));
      return request;
    },
    setHeader: (name, value) => headers.set(name, value),
    followRedirect() {
      if (follow === undefined) {
        throw new Error('followRedirect() called, but was not waiting for a redirect');
      }
      follow();
    },
    abort() {
      if (!loader.signal.aborted) {
        loader.abort();
        message?.destroy();
        events.emit('abort');
      }
    },
  });
  return request;
}

function addressOf(options: ClientRequestConstructorOptions): URL {
  const { url, protocol = 'https:', hostname, port, path = '/' } = options;
  return new URL(url ?? `${protocol}//${hostname}${port ? `:${port}` : ''}${path}`);
}

/**
 * The message of the event `response`. A body that breaks off destroys it with Chromium's error,
 * which the request reports too.
 */
function readMessage(
  { status, statusText, headers, body }: Response,
  onError: (error: unknown) => void,
): PassThrough {
  const message = new PassThrough();
  const members: Partial<IncomingMessage> = {
    statusCode: status,
    statusMessage: statusText,
    headers: Object.fromEntries(headers),
  };
  Object.assign(message, members);
  const source = body === null ? Readable.from([]) : Readable.fromWeb(body as NodeReadableStream);
  source.on('error', (cause) => {
    const error = toChromiumError(cause);
    message.destroy(error);
    onError(error);
  });
  return source.pipe(message);
}

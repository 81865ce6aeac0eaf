import { EventEmitter } from 'node:events';
import { request as requestHttp } from 'node:http';
import { request as requestHttps } from 'node:https';
import { PassThrough } from 'node:stream';
import type { ClientRequest, ClientRequestConstructorOptions, Session } from 'electron';
import { toChromiumError } from '../../../../tools/browser-host/net/chromium-errors.ts';

interface RequestDeps {
  /** Asks `webRequest` of the session that the request is made with. */
  isCancelled(session: Session | undefined, url: string, method: string): Promise<boolean>;
}

/**
 * `net.request` for whole files, which the browser host's does not read: Node's request behind what an application sees of Electron's. Every address is put
 * to `webRequest`, one after a redirect too, and a redirect under `manual` that nobody follows in its
 * event is an error.
 */
export function createRequest({ isCancelled }: RequestDeps) {
  return (given: ClientRequestConstructorOptions | string): ClientRequest => {
    const options = typeof given === 'string' ? { url: given } : given;
    const events = new EventEmitter();
    const { method = 'GET', headers = {}, redirect = 'follow' } = options;
    let stop = () => {};
    let isAborted = false;
    let follow: (() => void) | null = null;

    const failWith = (error: Error) => {
      if (!isAborted) {
        events.emit('error', error);
        events.emit('close');
      }
    };

    async function open(url: URL): Promise<void> {
      if (await isCancelled(options.session, url.href, method)) {
        return failWith(new Error('net::ERR_BLOCKED_BY_CLIENT'));
      }
      if (isAborted) {
        return;
      }
      const start = url.protocol === 'http:' ? requestHttp : requestHttps;
      const inner = start(url, { method, headers: toStrings(headers), agent: false });
      stop = () => inner.destroy();
      inner.on('error', (error) => failWith(toChromiumError(error)));
      inner.on('response', (response) => {
        const { location } = response.headers;
        const status = response.statusCode ?? 0;
        if (location !== undefined && status >= 300 && status < 400) {
          response.resume();
          return turn(new URL(location, url), status);
        }
        const message = Object.assign(new PassThrough(), {
          statusCode: status,
          statusMessage: response.statusMessage,
          headers: response.headers,
        });
        response.on('error', () => {
          message.destroy(isAborted ? undefined : new Error('net::ERR_CONTENT_LENGTH_MISMATCH'));
        });
        response.pipe(message);
        events.emit('response', message);
      });
      inner.end();
    }

    function turn(to: URL, status: number): void {
      let isFollowed = redirect === 'follow';
      follow = () => {
        isFollowed = true;
      };
      events.emit('redirect', status, method, to.href, {});
      follow = null;
      if (isAborted) {
        return;
      }
      if (isFollowed) {
        open(to).catch(failWith);
      } else {
        failWith(new Error('Redirect was cancelled'));
      }
    }

    return Object.assign(events, {
      setHeader: (name: string, value: string) => {
        headers[name] = value;
      },
      followRedirect() {
        if (follow === null) {
          throw new Error('followRedirect() called, but was not waiting for a redirect');
        }
        follow();
      },
      abort() {
        isAborted = true;
        stop();
        events.emit('abort');
        events.emit('close');
      },
      end() {
        open(addressOf(options)).catch(failWith);
      },
    }) as unknown as ClientRequest;
  };
}

function addressOf(options: ClientRequestConstructorOptions): URL {
  const { url, protocol = 'https:', hostname, port, path = '/' } = options;
  return new URL(url ?? `${protocol}//${hostname}${port ? `:${port}` : ''}${path}`);
}

function toStrings(headers: Record<string, string | string[]>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(headers).map(([name, value]) => [name, String(value)] as const),
  );
}

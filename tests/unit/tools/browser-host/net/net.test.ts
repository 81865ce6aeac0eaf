import { once } from 'node:events';
import { createServer, type RequestListener, type Server } from 'node:http';
import { type AddressInfo, createServer as createSocketServer } from 'node:net';
import { afterEach, expect, test, vi } from 'vitest';
import { toChromiumError } from '../../../../../tools/browser-host/net/chromium-errors.ts';
import { createNet } from '../../../../../tools/browser-host/net/net.ts';

const servers: Server[] = [];
afterEach(() => {
  for (const server of servers.splice(0)) {
    server.closeAllConnections();
    server.close();
  }
});

async function serve(answer: RequestListener): Promise<string> {
  const server = createServer(answer).listen(0, '127.0.0.1');
  servers.push(server);
  await once(server, 'listening');
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

const net = createNet({ isCancelled: async () => false });

test('net.fetch names the application, unless the request names another program', async () => {
  const url = await serve(({ headers }, response) => response.end(headers['user-agent']));
  const named = createNet({ isCancelled: async () => false, userAgent: () => 'MyTone/0.1.0' });
  expect(await (await named.fetch(url)).text()).toBe('MyTone/0.1.0');
  const own = { headers: { 'User-Agent': 'other' } };
  expect(await (await named.fetch(url, own)).text()).toBe('other');
});

const redirecting: RequestListener = ({ url }, response) => {
  if (url === '/') {
    response.writeHead(302, { location: '/there' });
  }
  response.end('there');
};

test.each([301, 302, 303, 307, 308])(
  "net.fetch rejects a %i under 'manual' as Electron does",
  async (status) => {
    const url = await serve((_request, response) =>
      response.writeHead(status, { location: '/there' }).end(),
    );
    await expect(net.fetch(url, { redirect: 'manual' })).rejects.toEqual(
      new Error('Redirect was cancelled'),
    );
  },
);

test("net.fetch rejects a redirect under 'error' as Electron does", async () => {
  const url = await serve(redirecting);
  await expect(net.fetch(url, { redirect: 'error' })).rejects.toThrow(
    "Attempted to redirect, but redirect policy was 'error'",
  );
});

test('net.fetch follows a redirect when it is not told otherwise', async () => {
  const response = await net.fetch(await serve(redirecting));
  expect(await response.text()).toBe('there');
});

test.each([
  [302, {}],
  [302, { location: '' }],
  [300, { location: '/there' }],
  [304, { location: '/there' }],
  [305, { location: '/there' }],
])(
  'net.fetch returns a %i with the headers %j, which is not a redirect',
  async (status, headers) => {
    const url = await serve((_request, response) => response.writeHead(status, headers).end());
    expect((await net.fetch(url, { redirect: 'manual' })).status).toBe(status);
  },
);

test.each([20, 250])('net.fetch reads %i KiB of headers', async (kibibytes) => {
  const value = 'x'.repeat(kibibytes * 1024);
  const url = await serve((_request, response) => response.setHeader('x-long', value).end());
  expect((await net.fetch(url)).headers.get('x-long')).toBe(value);
});

test.each([260, 1024])('net.fetch reports %i KiB of headers as too big', async (kibibytes) => {
  const value = 'x'.repeat(kibibytes * 1024);
  const url = await serve((_request, response) => response.setHeader('x-long', value).end());
  await expect(net.fetch(url)).rejects.toEqual(new Error('net::ERR_RESPONSE_HEADERS_TOO_BIG'));
});

test('net.fetch reports a refused connection in the message alone, without a code', async () => {
  const url = await serve(() => {});
  servers.splice(0).at(0)?.close();
  const error: unknown = await net.fetch(url).catch((reason: unknown) => reason);
  expect(error).toEqual(new Error('net::ERR_CONNECTION_REFUSED'));
  expect(error).not.toHaveProperty('code');
});

test('net.fetch reports a connection that ends without an answer', async () => {
  const server = createSocketServer((socket) => socket.once('data', () => socket.end()));
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  await expect(net.fetch(`http://127.0.0.1:${port}`)).rejects.toThrow('net::ERR_EMPTY_RESPONSE');
  server.close();
});

test.each([
  ['ENOTFOUND', 'ERR_NAME_NOT_RESOLVED'],
  ['ETIMEDOUT', 'ERR_CONNECTION_TIMED_OUT'],
  ['ENETUNREACH', 'ERR_INTERNET_DISCONNECTED'],
  ['CERT_HAS_EXPIRED', 'ERR_CERT_DATE_INVALID'],
  ['DEPTH_ZERO_SELF_SIGNED_CERT', 'ERR_CERT_AUTHORITY_INVALID'],
  ['ERR_TLS_CERT_ALTNAME_INVALID', 'ERR_CERT_COMMON_NAME_INVALID'],
  ['ERR_SSL_WRONG_VERSION_NUMBER', 'ERR_SSL_PROTOCOL_ERROR'],
  ['HPE_INVALID_CONSTANT', 'ERR_INVALID_HTTP_RESPONSE'],
  ['EWHATEVER', 'ERR_FAILED'],
])("Node's %s becomes Chromium's %s", (code, name) => {
  const cause = new AggregateError([Object.assign(new Error('of the socket'), { code })]);
  expect(toChromiumError(new TypeError('fetch failed', { cause })).message).toBe(`net::${name}`);
});

test('net.fetch reports what webRequest cancels', async () => {
  const strict = createNet({ isCancelled: async () => true });
  await expect(strict.fetch('http://127.0.0.1:9/')).rejects.toThrow('net::ERR_BLOCKED_BY_CLIENT');
});

test('net.fetch rejects with the reason of the abort at once', async () => {
  const url = await serve(() => {});
  const asking = new AbortController();
  const answer = net.fetch(url, { signal: asking.signal });
  asking.abort(new Error('changed my mind'));
  await expect(answer).rejects.toThrow('changed my mind');
});

/** Two megabytes that are sent as fast as they are read. */
const long: RequestListener = (_request, response) => response.end(Buffer.alloc(2 * 1024 * 1024));

test('a long body that is cancelled keeps its connection until the request is aborted', async () => {
  const url = await serve(({ url: path }, response) =>
    path === '/long' ? long({} as never, response) : response.end('short'),
  );
  const asking = new AbortController();
  for (let count = 0; count < 6; count += 1) {
    const response = await net.fetch(`${url}/long`, { signal: asking.signal });
    await response.body?.cancel();
  }
  const answered = vi.fn();
  const seventh = net.fetch(`${url}/short`).then(answered);
  // As many turns as a request on loopback needs, several times over.
  await net.fetch(await serve((_request, response) => response.end()));
  expect(answered).not.toHaveBeenCalled();
  asking.abort();
  await seventh;
  expect(answered).toHaveBeenCalledOnce();
});

test('a short body that nobody reads releases its connection', async () => {
  const url = await serve((_request, response) => response.end('short'));
  for (let count = 0; count < 10; count += 1) {
    await (await net.fetch(url)).body?.cancel();
  }
});

test('a header above U+00FF is an uncaught exception and an answer that never comes', async () => {
  const url = await serve((_request, response) => {
    response.socket?.end(
      Buffer.from('HTTP/1.1 200 OK\r\nx-name: \u{1F600}\r\ncontent-length: 0\r\n\r\n'),
    );
  });
  const throwUncaught = vi.fn();
  const strict = createNet({ isCancelled: async () => false, throwUncaught });
  const answered = vi.fn();
  const asking = new AbortController();
  const answer = strict.fetch(url, { signal: asking.signal }).then(answered, () => {});
  await vi.waitFor(() => expect(throwUncaught).toHaveBeenCalledOnce());
  expect(answered).not.toHaveBeenCalled();
  asking.abort();
  await answer;
});

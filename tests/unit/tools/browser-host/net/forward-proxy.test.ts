import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { ClientRequestConstructorOptions } from 'electron';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { findProxy } from '../../../../../tools/browser-host/net/forward-proxy.ts';
import { createNet } from '../../../../../tools/browser-host/net/net.ts';
import { type ForwardProxy, startForwardProxy } from '../../../../support/proxy/forward-proxy.ts';

const login = { username: 'jean', password: 'open sesame' };

const server = createServer((incoming, response) => {
  if (incoming.url === '/redirect') {
    response.writeHead(302, { location: '/' });
  }
  incoming.pipe(response);
});
let url = '';
beforeAll(async () => {
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
});
afterAll(() => {
  server.closeAllConnections();
  server.close();
});

let proxy: ForwardProxy;
let net: ReturnType<typeof createNet>;
beforeEach(async () => {
  proxy = await startForwardProxy(login);
  const { port } = proxy;
  net = createNet({
    isCancelled: async () => false,
    proxyFor: () => ({ host: '127.0.0.1', port }),
  });
});
afterEach(() => proxy.dispose());

/** The events of one request, which signs in with these answers, one for each time it is asked. */
function eventsOf(
  options: ClientRequestConstructorOptions,
  answers: (typeof login)[] = [],
): Promise<string[]> {
  const { promise, resolve } = Promise.withResolvers<string[]>();
  const events: string[] = [];
  const request = net.request(options);
  request.on('login', ({ isProxy, scheme, host, realm }, callback) => {
    events.push(`login ${isProxy} ${scheme} ${host} ${realm}`);
    const answer = answers.shift();
    callback(answer?.username, answer?.password);
  });
  request.on('response', ({ statusCode }) => events.push(`response ${statusCode}`));
  request.on('redirect', (status) => events.push(`redirect ${status}`));
  request.on('error', ({ message }) => events.push(`error ${message}`));
  request.on('close', () => resolve(events));
  request.end();
  return promise;
}

const asked = 'login true basic 127.0.0.1 Example staff';

test('net.fetch returns the 407 of a proxy without a question, as in Electron', async () => {
  expect((await net.fetch(url)).status).toBe(407);
  expect(proxy.requests).toEqual([{ target: `GET ${url}`, isAccepted: false }]);
});

test('net.request emits login, and again after a wrong answer', async () => {
  const wrong = { ...login, password: 'wrong' };
  expect(await eventsOf({ url }, [wrong, login])).toEqual([asked, asked, 'response 200']);
});

test('net.request returns the 407 when nobody signs in', async () => {
  expect(await eventsOf({ url })).toEqual([asked, 'response 407']);
});

test('net.request emits a redirect, then the error for one that is not followed', async () => {
  const events = await eventsOf({ url: `${url}redirect`, redirect: 'manual' }, [login]);
  expect(events).toEqual([asked, 'redirect 302', 'error Redirect was cancelled']);
});

test('what a proxy accepted once is used by every later net.fetch with a body', async () => {
  await eventsOf({ url, method: 'HEAD' }, [login]);
  const response = await net.fetch(url, { method: 'POST', body: 'hello' });
  expect(await response.text()).toBe('hello');
  expect(proxy.requests.at(-1)).toEqual({ target: `POST ${url}`, isAccepted: true });
});

test('https goes through a tunnel, which asks for the sign-in too', async () => {
  const https = url.replace('http:', 'https:');
  const target = `CONNECT ${new URL(url).host}`;
  // The server speaks no TLS: what comes after the tunnel is not of interest here.
  await eventsOf({ url: https, method: 'HEAD' }, [login]);
  expect(proxy.requests).toEqual([
    { target, isAccepted: false },
    { target, isAccepted: true },
  ]);
});

test('net.fetch reports a proxy that is not there', async () => {
  proxy.dispose();
  await expect(net.fetch(url)).rejects.toThrow('net::ERR_PROXY_CONNECTION_FAILED');
});

test.each([
  ['http://proxy:3128', '', 'https://api.example.com', { host: 'proxy', port: 3128 }],
  ['proxy:3128', '', 'https://api.example.com', { host: 'proxy', port: 3128 }],
  ['', '', 'https://api.example.com', undefined],
  ['http://proxy:3128', 'api.example.com', 'https://api.example.com', undefined],
  ['http://proxy:3128', '', 'http://127.0.0.1:8000', undefined],
  ['http://proxy:3128', '<-loopback>', 'http://127.0.0.1:8000', { host: 'proxy', port: 3128 }],
])(
  'with --proxy-server=%s and --proxy-bypass-list=%s a request to %s uses the right proxy',
  (server, bypass, address, expected) => {
    const values: Record<string, string> = { 'proxy-server': server, 'proxy-bypass-list': bypass };
    expect(findProxy(new URL(address), (name) => values[name] ?? '')).toEqual(expected);
  },
);

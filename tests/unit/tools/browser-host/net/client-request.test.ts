import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { ClientRequest, IncomingMessage } from 'electron';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createClientRequest } from '../../../../../tools/browser-host/net/client-request.ts';
import { createNet } from '../../../../../tools/browser-host/net/net.ts';

const file = 'a whole file '.repeat(10_000);
const userAgents: (string | undefined)[] = [];
const server = createServer((request, response) => {
  userAgents.push(request.headers['user-agent']);
  if (request.url === '/moved') {
    response.writeHead(302, { location: '/file' }).end();
    return;
  }
  response.writeHead(200, { 'content-length': file.length });
  if (request.url === '/cut') {
    response.write(file.slice(0, 1000), () => response.destroy());
    return;
  }
  response.end(file);
});
let origin = '';
beforeAll(async () => {
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(() => {
  server.closeAllConnections();
  server.close();
});

const net = createNet({ isCancelled: async () => false });

/** Sends a request and reads what comes, as text; rejects with what the request reports. */
function read(request: ClientRequest): Promise<string> {
  const { promise, resolve, reject } = Promise.withResolvers<string>();
  request.on('error', reject);
  request.on('response', (message: IncomingMessage) => {
    let text = '';
    message.on('data', (chunk: Buffer) => {
      text += chunk.toString();
    });
    message.on('error', () => {});
    message.on('end', () => resolve(text));
  });
  request.end();
  return promise;
}

test('net.request sends a whole file to the reader of its message', async () => {
  expect(await read(net.request(`${origin}/file`))).toBe(file);
});

test('net.request takes an address in parts, and the headers that are given', async () => {
  const { hostname, port } = new URL(origin);
  const protocol = 'http:' as const;
  const headers = { 'User-Agent': 'MyTone' };
  const options = { protocol, hostname, port: Number(port), path: '/file', headers };
  expect(await read(net.request(options))).toBe(file);
  expect(userAgents.at(-1)).toBe('MyTone');
});

test('net.request follows a redirect that its listener follows', async () => {
  const request = net.request({ url: `${origin}/moved`, redirect: 'manual' });
  const to: string[] = [];
  request.on('redirect', (_status, _method, url) => {
    to.push(url);
    request.followRedirect();
  });
  expect(await read(request)).toBe(file);
  expect(to).toEqual([`${origin}/file`]);
});

test('net.request follows a redirect by itself unless it is told not to', async () => {
  expect(await read(net.request(`${origin}/moved`))).toBe(file);
});

test('a file that is cut off fails its message and its request', async () => {
  const request = net.request(`${origin}/cut`);
  const failed = new Promise<string>((resolve) =>
    request.on('response', (message: IncomingMessage) =>
      message.on('error', (error: Error) => resolve(error.message)),
    ),
  );
  await expect(read(request)).rejects.toThrow(/^net::ERR_/);
  expect(await failed).toMatch(/^net::ERR_/);
});

test('a request that is aborted while its file is read reports no error', async () => {
  const request = net.request(`${origin}/file`);
  const errors: unknown[] = [];
  request.on('error', (error) => errors.push(error));
  request.on('response', () => request.abort());
  const aborted = new Promise<void>((resolve) => request.on('abort', () => resolve()));
  const closed = new Promise<void>((resolve) => request.on('close', () => resolve()));
  request.end();
  await Promise.all([aborted, closed]);
  expect(errors).toEqual([]);
});

test('followRedirect throws when there is no redirect, as in Electron', () => {
  const request = createClientRequest({ url: origin }, () => new Promise(() => {}));
  expect(() => request.followRedirect()).toThrow('was not waiting for a redirect');
});

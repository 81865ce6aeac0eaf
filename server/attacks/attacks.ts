import { gzipSync } from 'node:zlib';
import type { Attacker } from './attacker.ts';

/** One kind of load that anybody can put on the server without an account. */
export interface Attack {
  readonly name: string;
  /** Starts it; it goes on until the attacker stops. */
  start(attacker: Attacker): void;
}

const largestPage = '/docs/swagger-ui-bundle.js';
const pages = [largestPage, '/openapi.json', '/docs', '/reset-password', '/auth/me'];
const longestBodyBytes = 16 * 1024;

const get = (path: string, headers = '') => `GET ${path} HTTP/1.1\r\nhost: x\r\n${headers}\r\n`;
const postHead = (path: string, type: string) =>
  `POST ${path} HTTP/1.1\r\nhost: x\r\ncontent-type: ${type}\r\n`;
const post = (path: string, type: string, body: string) =>
  `${postHead(path, type)}content-length: ${Buffer.byteLength(body)}\r\n\r\n${body}`;
const cookie = `cookie: ${'a=b; '.repeat(2_000)}\r\n`;

function repeat(times: number, work: () => unknown): void {
  for (let index = 0; index < times; index += 1) {
    work();
  }
}

const json = (body: unknown): RequestInit => ({
  method: 'POST',
  headers: { 'content-type': 'application/json' },
  body: JSON.stringify(body),
});
const form = (username: string, password: string): RequestInit => ({
  method: 'POST',
  body: new URLSearchParams({ username, password }),
});

/** Bodies of the longest length that is read, each dear in a way of its own. */
const dearBodies: readonly (readonly [string, string])[] = [
  ['application/json', '['.repeat(longestBodyBytes)],
  ['application/json', '{"a":'.repeat(3_000)],
  ['application/json', `{${'"email":"x",'.repeat(1_300)}"email":"x"}`],
  ['application/json', `{"__proto__":{"x":"${'y'.repeat(16_000)}"}}`],
  ['application/json', `{"email":"${'\\u0041'.repeat(2_700)}"}`],
  ['application/x-www-form-urlencoded', 'username=a&'.repeat(1_480)],
  ['application/x-www-form-urlencoded', '%41'.repeat(5_400)],
  ['multipart/form-data; boundary=b', '--b\r\n'.repeat(3_200)],
  ['text/plain', 'x'.repeat(longestBodyBytes)],
];

/** What was tried at the server in its security reports, and what is close to it. */
export const attacks: readonly Attack[] = [
  {
    name: 'pipelined requests, answers not read',
    start: ({ sendUnread }) => {
      for (const path of pages) {
        repeat(10, () => sendUnread(get(path).repeat(500)));
        repeat(20, () => sendUnread(get(path).repeat(5)));
        repeat(5, () => sendUnread(get(path, cookie).repeat(100)));
      }
    },
  },
  {
    name: 'headers and URLs that never end',
    start: ({ trickle }) => {
      repeat(60, () => trickle('GET /health HTTP/1.1\r\n', `x-filler: ${'x'.repeat(500)}\r\n`));
      repeat(60, () => trickle(`GET /${'x'.repeat(8_000)}`, 'x'));
      repeat(30, () => trickle('GET /health HTTP/1.1\r\nx-one: ', 'x'.repeat(500)));
    },
  },
  {
    name: 'bodies that never end',
    start: ({ trickle }) => {
      const chunk = `400\r\n${'x'.repeat(1_024)}\r\n`;
      const part = '--b\r\ncontent-disposition: form-data; name="username"\r\n\r\nx\r\n';
      const chunked = 'transfer-encoding: chunked\r\n\r\n';
      const announced = `content-length: ${longestBodyBytes}\r\n\r\n`;
      repeat(60, () =>
        trickle(`${postHead('/auth/register', 'application/json')}${chunked}`, chunk),
      );
      repeat(60, () =>
        trickle(`${postHead('/auth/refresh', 'application/json')}${announced}`, ' '),
      );
      repeat(60, () =>
        trickle(`${postHead('/auth/login', 'multipart/form-data; boundary=b')}${announced}`, part),
      );
    },
  },
  {
    name: 'a request after the other on each connection, with 10 kB of headers',
    start: ({ trickle }) => repeat(60, () => trickle('', get('/auth/me', cookie))),
  },
  {
    name: 'bodies that are dear to read',
    start: ({ trickle, flood }) => {
      for (const [type, body] of dearBodies) {
        repeat(3, () => trickle('', post('/auth/login', type, body)));
        repeat(3, () => trickle('', post('/auth/register', type, body)));
      }
      const packed = gzipSync('x'.repeat(10_000_000));
      const headers = { 'content-type': 'application/json', 'content-encoding': 'gzip' };
      flood(4, () => ['/auth/register', { method: 'POST', headers, body: packed }]);
    },
  },
  {
    name: 'requests that are not HTTP, or ask for another protocol',
    start: ({ send, trickle }) => {
      repeat(20, () => send('nonsense\r\n\r\n'));
      repeat(20, () => send('CONNECT example.com:443 HTTP/1.1\r\nhost: x\r\n\r\n'));
      repeat(20, () =>
        trickle('', get('/health', 'connection: upgrade\r\nupgrade: websocket\r\n')),
      );
      repeat(20, () => trickle('', get('/health', 'expect: banana\r\n')));
      repeat(20, () => trickle('', get('/health', 'host: y\r\n')));
    },
  },
  {
    name: 'guessed passwords',
    start: ({ flood }) => {
      flood(100, (count) => ['/auth/login', form(`nobody${count}`, 'x'.repeat(72))]);
      flood(20, () => ['/auth/login', form('victim@example.com', 'é'.repeat(300))]);
    },
  },
  {
    name: 'sign-ups',
    start: ({ flood }) =>
      flood(50, (count) => {
        const username = `user%${count}`;
        const name = 'x'.repeat(100);
        const email = `${username}@example.com`;
        const password = 'SuperSecure123!';
        return ['/auth/register', json({ name, surname: name, email, username, password })];
      }),
  },
  {
    name: 'mails for a new password, and links that are guessed',
    start: ({ flood }) => {
      flood(20, (count) => ['/auth/forgot-password', json(`user%${count % 50}@example.com`)]);
      flood(20, () => [
        '/auth/reset-password',
        json({ token: 'x'.repeat(43), new_password: 'SuperSecure123!' }),
      ]);
    },
  },
  {
    name: 'refreshes with made-up tokens, and probes',
    start: ({ flood }) => {
      flood(30, (count) => ['/auth/refresh', json({ refresh_token: `${count}`.padStart(300) })]);
      flood(30, () => ['/ready', {}]);
      flood(10, (count) => ['/auth/verify-email', json({ email: `${count}@example.com` })]);
    },
  },
  {
    name: 'more idle connections than the server takes',
    start: ({ open }) => repeat(1_200, open),
  },
];

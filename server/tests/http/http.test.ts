import { once } from 'node:events';
import { connect } from 'node:net';
import { setTimeout as wait } from 'node:timers/promises';
import type { FastifyInstance } from 'fastify';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { newPerson, openApi, openInstance, type TestApi } from '../support/api.ts';
import { engines } from '../support/engine.ts';

describe.each(engines)('the server on real sockets, on %s', (engine) => {
  let api: TestApi;
  let port: number;
  beforeAll(async () => {
    api = await openApi(engine, { CORS_ORIGINS: 'https://mytone.example' });
    port = await listen(api.app);
  });
  afterAll(() => api.close());

  async function listen(app: FastifyInstance): Promise<number> {
    await app.listen({ host: '127.0.0.1', port: 0 });
    const address = app.server.address();
    return typeof address === 'object' && address !== null ? address.port : 0;
  }

  /** Writes the pieces with pauses and reads until the server closes. */
  async function talk(pieces: readonly string[], pauseMs = 0, to = port): Promise<string> {
    const socket = connect(to, '127.0.0.1');
    let answer = '';
    socket.on('data', (bytes) => {
      answer += String(bytes);
    });
    socket.on('error', () => undefined);
    const closed = once(socket, 'close');
    for (const piece of pieces) {
      if (socket.destroyed || socket.readableEnded) {
        break;
      }
      socket.write(piece);
      await wait(pauseMs);
    }
    await closed;
    return answer;
  }

  function expectDetail(answer: string, status: number): void {
    expect(answer).toMatch(new RegExp(`^HTTP/1\\.1 ${status} `));
    const body = answer.slice(answer.indexOf('\r\n\r\n') + 4);
    expect(Object.keys(JSON.parse(body))).toEqual(['detail']);
  }

  test.each([
    [
      'headers',
      { HEADERS_TIMEOUT_SECONDS: '1', REQUEST_TIMEOUT_SECONDS: '3600' },
      ['GET / HTTP/1.1\r\n', ...'host: x'.repeat(20)],
    ],
    [
      'a body',
      { HEADERS_TIMEOUT_SECONDS: '1', REQUEST_TIMEOUT_SECONDS: '2' },
      [
        'POST /auth/refresh HTTP/1.1\r\nhost: x\r\ncontent-type: application/json\r\ncontent-length: 1000\r\n\r\n',
        ...'x'.repeat(200),
      ],
    ],
  ])('%s sent byte by byte is cut off with 408', async (_case, timeouts, pieces) => {
    const hasty = await openInstance(api.database, timeouts);
    const begin = performance.now();
    expectDetail(await talk(pieces, 100, await listen(hasty.app)), 408);
    // Node's own time-out for headers comes after 60 s.
    expect(performance.now() - begin).toBeLessThan(45_000);
    await hasty.close();
  });

  test('a connection that sends nothing, and a chunked body that never ends, are cut off', async () => {
    const hasty = await openInstance(api.database, {
      HEADERS_TIMEOUT_SECONDS: '1',
      REQUEST_TIMEOUT_SECONDS: '2',
    });
    const to = await listen(hasty.app);
    const head =
      'POST /auth/refresh HTTP/1.1\r\nhost: x\r\ncontent-type: application/json\r\ntransfer-encoding: chunked\r\n\r\n';
    const chunks = Array.from({ length: 200 }, () => '1\r\nx\r\n');
    const large = Array.from({ length: 50 }, () => `400\r\n${'x'.repeat(1024)}\r\n`);
    const [silent, slow, tooLarge] = await Promise.all([
      talk([''], 0, to),
      talk([head, ...chunks], 100, to),
      talk([head, ...large], 10, to),
    ]);
    expectDetail(silent, 408);
    expectDetail(slow, 408);
    expectDetail(tooLarge, 413);
    await hasty.close();
  });

  const get = (headers: string) => `GET /health HTTP/1.1\r\nconnection: close\r\n${headers}\r\n`;

  test('500 small headers are read, and 10,000 are refused', async () => {
    const many = (count: number) =>
      Array.from({ length: count }, (_, n) => `x${n}: 1\r\n`).join('');
    expect(await talk([get(`host: x\r\n${many(500)}`)])).toMatch(/^HTTP\/1\.1 200 /);
    expectDetail(await talk([get(`host: x\r\n${many(10_000)}`)]), 431);
  });

  test('anything that is not HTTP is 400', async () => {
    expectDetail(await talk(['nonsense\r\n\r\n']), 400);
  });

  test.each([
    ['no Host', get(''), 400],
    ['two Hosts', get('host: x\r\nHost: y\r\n'), 400],
    ['an Expect that nobody knows', get('host: x\r\nexpect: banana\r\n'), 417],
    ['CONNECT', 'CONNECT x:443 HTTP/1.1\r\nhost: x\r\n\r\n', 405],
  ])('%s is answered in JSON', async (_case, request, status) => {
    expectDetail(await talk([request]), status);
  });

  test('HTTP/1.0 needs no Host', async () => {
    expect(await talk(['GET /health HTTP/1.0\r\n\r\n'])).toMatch(/^HTTP\/1\.1 200 /);
  });

  test('headers that are too large are 431', async () => {
    const head = `GET / HTTP/1.1\r\nhost: x\r\nauthorization: Bearer ${'x'.repeat(100_000)}\r\n\r\n`;
    expectDetail(await talk([head]), 431);
  });

  test('a body of 10 MB is 413, whether its length was announced or not', async () => {
    const post = (body: string | ReadableStream, duplex?: 'half') =>
      fetch(`http://127.0.0.1:${port}/auth/register`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body,
        ...(duplex === undefined ? {} : { duplex }),
      }).then(
        (answer) => answer.status,
        // Told off while it was still sending, a client may see its connection end instead.
        () => 413,
      );
    const large = 'x'.repeat(10 * 1024 * 1024);
    expect(await post(large)).toBe(413);
    expect(await post(new Blob([large]).stream(), 'half')).toBe(413);
  });

  test('a body of 16 kB is accepted, and one byte more is refused', async () => {
    const send = (padding: number) =>
      api.app.inject({
        method: 'POST',
        url: '/auth/register',
        headers: { 'content-type': 'application/json' },
        payload: JSON.stringify(newPerson()).padEnd(padding),
      });
    expect((await send(16 * 1024)).statusCode).toBe(201);
    expect((await send(16 * 1024 + 1)).statusCode).toBe(413);
  });

  test('every answer has a date, for clients whose clock is wrong', async () => {
    const answer = await fetch(`http://127.0.0.1:${port}/auth/me`);
    expect(Number.isNaN(Date.parse(answer.headers.get('date') ?? ''))).toBe(false);
  });

  test('a method that is not allowed is answered with the allowed ones', async () => {
    expect((await api.app.inject({ url: '/auth/login' })).headers.allow).toBe('POST');
    const answer = await api.app.inject({ method: 'POST', url: '/auth/me' });
    expect(answer.headers.allow).toBe('GET, PATCH, DELETE');
  });

  test.each([
    ['GET', '/auth/login', 405, 'Method Not Allowed'],
    ['POST', '/auth/me', 405, 'Method Not Allowed'],
    ['GET', '/nowhere', 404, 'Not Found'],
    ['GET', '/auth/sessions/some-id', 405, 'Method Not Allowed'],
    ['GET', '/auth/:x(', 404, 'Not Found'],
    ['GET', '/%', 400, 'Bad Request'],
  ] as const)('%s %s is %i', async (method, url, status, detail) => {
    const answer = await api.app.inject({ method, url });
    expect([answer.statusCode, answer.json()]).toEqual([status, { detail }]);
  });

  test('a trailing slash makes no difference', async () => {
    expect((await api.app.inject({ url: '/health/' })).statusCode).toBe(200);
  });

  test('other origins are allowed only when they are listed', async () => {
    const allowed = async (origin: string) => {
      const answer = await api.app.inject({ url: '/health', headers: { origin } });
      return answer.headers['access-control-allow-origin'];
    };
    expect(await allowed('https://mytone.example')).toBe('https://mytone.example');
    expect(await allowed('https://evil.example')).toBeUndefined();
    const closed = await openApi(engine);
    const headers = { origin: 'https://mytone.example' };
    const answer = await closed.app.inject({ url: '/health', headers });
    expect(answer.headers['access-control-allow-origin']).toBeUndefined();
    await closed.close();
  });

  test('a listed origin may send JSON and an access token', async () => {
    const answer = await api.app.inject({
      method: 'OPTIONS',
      url: '/auth/me',
      headers: {
        origin: 'https://mytone.example',
        'access-control-request-method': 'GET',
        'access-control-request-headers': 'authorization,content-type',
      },
    });
    expect(answer.statusCode).toBe(204);
    expect(answer.headers['access-control-allow-headers']).toBe('authorization,content-type');
    expect(answer.headers['access-control-allow-credentials']).toBeUndefined();
  });

  test('every answer has an id that the server made', async () => {
    const headers = { 'x-request-id': 'from outside' };
    const answer = await api.app.inject({ url: '/health', headers });
    expect(answer.headers['x-request-id']).toMatch(/^[\da-f-]{36}$/);
  });
});

import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { setTimeout as wait } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { attacks } from '../../attacks/attacks.ts';
import { measure } from '../../attacks/measure.ts';
import { makePostgresDatabase } from '../support/engine.ts';
import { type ServerProcess, startServerProcess } from '../support/process.ts';
import { residentMemory } from '../support/process-memory.ts';
import { productionEnvironment } from '../support/start-command.ts';

const largestPage = '/docs/swagger-ui-bundle.js';

/** Unlike `once` of node:events, it takes a reset for an end. */
const closed = (socket: Socket) => new Promise((resolve) => void socket.once('close', resolve));

const memoryOf = ({ child }: ServerProcess) => residentMemory(child.pid ?? 0);

describe('what an anonymous client can cost', () => {
  let server: ServerProcess;
  let sockets: Socket[];
  beforeEach(() => {
    sockets = [];
  });
  afterEach(async () => {
    for (const socket of sockets) {
      socket.destroy();
    }
    await server.end('SIGKILL');
  });

  async function start(settings: Readonly<Record<string, string>> = {}): Promise<void> {
    server = await startServerProcess({ DATABASE_URL: await makePostgresDatabase(), ...settings });
    // What every process pays once is not what the attack costs.
    await (await fetch(`${server.url}${largestPage}`)).arrayBuffer();
    await (await fetch(`${server.url}/openapi.json`)).arrayBuffer();
  }

  /** Opens a connection from `localAddress` that sends `count` requests at once and reads nothing. */
  function ask(path: string, count: number, localAddress = '127.0.0.1'): Socket {
    const port = Number(new URL(server.url).port);
    const socket = connect({ port, host: '127.0.0.1', localAddress });
    sockets.push(socket);
    socket.on('error', () => undefined);
    socket.pause();
    socket.write(`GET ${path} HTTP/1.1\r\nhost: x\r\n\r\n`.repeat(count));
    return socket;
  }

  /** The most that memory grew in the seconds after `attack`, MiB. */
  async function growthDuring(attack: () => void): Promise<number> {
    const before = memoryOf(server);
    attack();
    let most = 0;
    for (let sample = 0; sample < 15; sample += 1) {
      most = Math.max(most, memoryOf(server));
      await wait(100);
    }
    return most - before;
  }

  test('500 pipelined requests for any page on one connection cost at most 50 MiB', async () => {
    await start();
    for (const path of [largestPage, '/openapi.json', '/auth/me']) {
      expect([path, (await growthDuring(() => ask(path, 500))) < 50]).toEqual([path, true]);
      expect((await fetch(`${server.url}/health`)).status).toBe(200);
    }
  });

  test('500 requests of the largest page, unread on many connections, cost at most 50 MiB', async () => {
    await start();
    const attack = () => {
      for (let index = 0; index < 100; index += 1) {
        ask(largestPage, 5);
      }
    };
    expect(await growthDuring(attack)).toBeLessThan(50);
    expect((await fetch(`${server.url}/health`)).status).toBe(200);
  });

  test('all attacks at once keep the server below 256 MiB, and it returns the memory later', async () => {
    await start({
      ...productionEnvironment,
      FREE_ATTEMPTS_PER_ACCOUNT: '',
      FREE_ATTEMPTS_PER_ADDRESS: '',
      ATTEMPTS_PER_ACCOUNT_PER_HOUR: '',
    });
    const { peak } = await measure(server, attacks, { attackMs: 3_000, restMs: 0 });
    expect(peak).toBeLessThan(256);
    await expect.poll(() => memoryOf(server), { timeout: 120_000 }).toBeLessThan(180);
  });

  test('a client that does not read its answer loses the connection, and one that reads keeps it', async () => {
    await start({ HANDLER_TIMEOUT_SECONDS: '1', ANSWER_TIMEOUT_SECONDS: '2' });
    const reader = ask('/health', 1);
    reader.resume();
    const deaf = ask(largestPage, 6);
    const ended = closed(deaf);
    await expect
      .poll(() => server.output(), { timeout: 60_000 })
      .toContain('connection.answer-not-read');
    deaf.resume();
    await ended;
    expect(reader.destroyed || reader.readableEnded).toBe(false);
  });

  test('of too many connections only as many stay open as are allowed', async () => {
    await start({ MAX_CONNECTIONS: '10' });
    const asked = Array.from({ length: 30 }, () => ask('/health', 1));
    const refused = () => asked.filter(({ destroyed }) => destroyed).length;
    for (const socket of asked) {
      socket.resume();
    }
    // The two that fetched the pages may still hold a place each.
    await expect.poll(refused, { timeout: 60_000 }).toBeGreaterThanOrEqual(20);
    expect(refused()).toBeLessThanOrEqual(22);
    expect((await fetch(`${server.url}/health`)).status).toBe(200);
    await expect.poll(() => server.output(), { timeout: 60_000 }).toContain('connection.too-many');
  });

  test('a client with all the connections loses the slowest of them, and others lose none', async () => {
    await start({ MAX_CONNECTIONS: '12' });
    const other = ask('/health', 1, '127.0.0.2');
    other.resume();
    await once(other, 'data');
    const greedy = Array.from({ length: 40 }, () => ask('/health', 0));
    for (const socket of greedy) {
      socket.resume();
    }
    // All but the one of the other client.
    const places = 11;
    const areClosed = () => greedy.slice(0, -places).every(({ destroyed }) => destroyed);
    await expect.poll(areClosed, { timeout: 60_000 }).toBe(true);
    expect(greedy.slice(-places).some(({ destroyed }) => destroyed)).toBe(false);
    expect((await fetch(`${server.url}/health`)).status).toBe(200);
    expect(other.destroyed).toBe(false);
  });
});

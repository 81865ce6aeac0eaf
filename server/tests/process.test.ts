import { once } from 'node:events';
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { newPerson } from './support/api.ts';
import { freePort } from './support/postgres.ts';
import {
  runToEnd,
  type ServerProcess,
  send,
  sendNoticing,
  startServerProcess,
} from './support/process.ts';

describe('the server as a process', () => {
  let template: string;
  let root: string;
  let folder: string;
  let running: ServerProcess[] = [];
  beforeAll(async () => {
    // Making the embedded database takes seconds; the tests copy one that was made like this.
    template = mkdtempSync(join(tmpdir(), 'mytone-template-'));
    const server = await startServerProcess({ DATA_DIR: join(template, 'made') });
    await server.end();
    mkdirSync(join(template, 'data'), { mode: 0o700 });
    cpSync(join(template, 'made', 'pglite'), join(template, 'data', 'pglite'), { recursive: true });
  });
  afterAll(() => rmSync(template, { recursive: true, force: true }));
  beforeEach(() => {
    root = mkdtempSync(join(tmpdir(), 'mytone-process-'));
    folder = join(root, 'data');
  });
  afterEach(async () => {
    await Promise.all(running.map((server) => server.end('SIGKILL')));
    running = [];
    rmSync(root, { recursive: true, force: true });
  });

  async function start(settings: Readonly<Record<string, string>> = {}): Promise<ServerProcess> {
    if (!existsSync(folder)) cpSync(join(template, 'data'), folder, { recursive: true });
    const server = await startServerProcess({ DATA_DIR: folder, ...settings });
    running.push(server);
    return server;
  }

  test('a second process is refused the data folder with one line; the first goes on', async () => {
    const first = await start();
    const second = await runToEnd({ DATA_DIR: folder });
    expect(second.code).not.toBe(0);
    expect(second.errors).toMatch(
      /^mytone-api: The data folder .+ is open in another process.+\n$/,
    );
    expect((await fetch(`${first.url}/ready`)).status).toBe(200);
  });

  test('after a kill the folder opens again with everything that was answered', async () => {
    const first = await start({ TOKEN_SECRET: '' });
    const registered = await send(`${first.url}/auth/register`, newPerson());
    const { refresh_token, access_token } = (await registered.json()) as Record<string, string>;
    await first.end('SIGKILL');
    const second = await start({ TOKEN_SECRET: '' });
    const headers = { authorization: `Bearer ${access_token}` };
    expect((await fetch(`${second.url}/auth/me`, { headers })).status).toBe(200);
    expect((await send(`${second.url}/auth/refresh`, { refresh_token })).status).toBe(200);
  });

  test('only its owner can read the data folder and the secret in it', async () => {
    await start({ TOKEN_SECRET: '' });
    expect(statSync(join(template, 'made')).mode & 0o077).toBe(0);
    expect(statSync(join(folder, 'secret.key')).mode & 0o077).toBe(0);
  });

  test('a folder that can not be made is refused with one line and leaves nothing behind', async () => {
    const file = join(root, 'file');
    writeFileSync(file, '');
    const refused = await runToEnd({ DATA_DIR: join(file, 'data') });
    expect(refused.code).not.toBe(0);
    expect(refused.errors).toMatch(/^mytone-api: The data folder .+ can't be written .+\n$/);
    expect(readdirSync(root)).toEqual(['file']);
  });

  test('a folder where Node would try for ever is refused as well', async () => {
    const refused = await runToEnd({ DATA_DIR: '/proc/mytone/data' });
    expect(refused.errors).toMatch(/^mytone-api: The data folder .+ can't be written .+\n$/);
  });

  test('a port in use is refused with one line, and the folder is usable afterwards', async () => {
    const holder = createServer().listen(0, '127.0.0.1');
    await once(holder, 'listening');
    const address = holder.address();
    const port = typeof address === 'object' && address !== null ? String(address.port) : '';
    const refused = await runToEnd({ DATA_DIR: folder, PORT: port });
    holder.close();
    expect(refused.code).not.toBe(0);
    expect(refused.errors).toMatch(/^mytone-api: 127\.0\.0\.1:\d+ is in use.+\n$/);
    expect((await fetch(`${(await start()).url}/ready`)).status).toBe(200);
  });

  test('a database that can not be reached is refused with one line, without its password', async () => {
    const address = `postgres://someone:hidden-word@127.0.0.1:${await freePort()}/x`;
    const refused = await runToEnd({ DATA_DIR: folder, DATABASE_URL: address });
    expect(refused.code).not.toBe(0);
    expect(refused.errors).toMatch(/^mytone-api: The database .+\n$/);
    expect(refused.errors).not.toContain('hidden-word');
  });

  test('every error of the configuration is named in one line, before anything is written', async () => {
    const refused = await runToEnd({
      DATA_DIR: folder,
      PORT: '65536',
      BCRYPT_COST: 'high',
      SMTP_URL: 'ftp://example.com',
    });
    expect(refused.code).not.toBe(0);
    expect(refused.errors).toMatch(/^mytone-api: .*PORT.*BCRYPT_COST.*SMTP_URL.*\n$/);
    expect(existsSync(folder)).toBe(false);
  });

  test('SIGTERM ends it with 0 once every request in flight is answered', async () => {
    const server = await start({ BCRYPT_COST: '11' });
    const inFlight = Array.from({ length: 4 }, () =>
      sendNoticing(`${server.url}/auth/register`, newPerson()),
    );
    await Promise.all(inFlight.map(({ taken }) => taken));
    const code = server.end();
    expect(await Promise.all(inFlight.map(({ status }) => status))).toEqual([201, 201, 201, 201]);
    expect(await code).toBe(0);
  });

  test('a client that keeps its connections loses no request to SIGTERM', async () => {
    const server = await start();
    let failures = 0;
    let answered = 0;
    let isRunning = true;
    const clients = Array.from({ length: 8 }, async () => {
      while (isRunning) {
        try {
          const answer = await fetch(`${server.url}/health`);
          await answer.text();
          if (answer.status === 200) answered += 1;
          else failures += 1;
        } catch (error) {
          // Nobody listens any more: the request was never accepted.
          const cause = (error as Error).cause as { code?: string } | undefined;
          if (cause?.code !== 'ECONNREFUSED') failures += 1;
          isRunning = false;
        }
      }
    });
    await expect.poll(() => answered, { timeout: 60_000 }).toBeGreaterThan(100);
    expect(await server.end()).toBe(0);
    await Promise.all(clients);
    expect(failures).toBe(0);
  });

  test('a second SIGTERM ends it at once', async () => {
    const server = await start({ BCRYPT_COST: '16' });
    const { taken, status } = sendNoticing(`${server.url}/auth/register`, newPerson());
    const answer = status.catch(() => 'cut off');
    await taken;
    server.child.kill('SIGTERM');
    await expect.poll(() => server.output(), { timeout: 60_000 }).toContain('ending');
    expect(await server.end()).not.toBe(0);
    expect(await answer).toBe('cut off');
  });

  test('in production the embedded database runs only when asked for by name', async () => {
    const production = { DATA_DIR: folder, NODE_ENV: 'production', BCRYPT_COST: '10' };
    const refused = await runToEnd(production);
    expect(refused.errors).toMatch(/^mytone-api: .*DATABASE_URL must be set in production.*\n$/);
    await start({ ...production, EMBEDDED_DATABASE: 'allowed' });
  });

  test('no password and no token is ever logged', async () => {
    const server = await start({ LOG_LEVEL: 'trace' });
    const person = newPerson({ password: 'MarkedPassword1!' });
    const answer = await send(`${server.url}/auth/register?password=MarkedPassword1!`, person);
    const tokens = (await answer.json()) as Record<string, string>;
    const headers = { authorization: `Bearer ${tokens['access_token']}` };
    await fetch(`${server.url}/auth/me`, { headers });
    await send(`${server.url}/auth/refresh`, { refresh_token: tokens['refresh_token'] });
    await send(`${server.url}/auth/refresh`, { refresh_token: { MarkedPassword: 1 } });
    await server.end();
    for (const secret of ['MarkedPassword', tokens['access_token'], tokens['refresh_token']]) {
      expect(server.output()).not.toContain(secret);
    }
    expect(server.output()).toContain('"route":"/auth/me"');
  });
});

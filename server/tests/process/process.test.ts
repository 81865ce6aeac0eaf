import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { dirname, join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { newPerson } from '../support/api.ts';
import { connectPostgres, makePostgresDatabase } from '../support/engine.ts';
import { runToEnd, send } from '../support/process.ts';
import { freePort } from '../support/programs.ts';
import { serverProcesses } from '../support/server-processes.ts';

const { root, folder, fillFolder, start } = serverProcesses();

describe('the server as a process', () => {
  test('a second process is refused the data folder with one line, and the first keeps working', async () => {
    const first = await start();
    const second = await runToEnd({ DATA_DIR: folder() });
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
    await start({ TOKEN_SECRET: '', DATABASE_URL: await makePostgresDatabase() });
    expect(statSync(folder()).mode & 0o077).toBe(0);
    expect(statSync(join(folder(), 'secret.key')).mode & 0o077).toBe(0);
  });

  test('a damaged secret is refused with one line that says what deleting it costs', async () => {
    mkdirSync(folder());
    writeFileSync(join(folder(), 'secret.key'), 'short');
    const database = { DATABASE_URL: await makePostgresDatabase() };
    const refused = await runToEnd({ DATA_DIR: folder(), TOKEN_SECRET: '', ...database });
    expect(refused.code).not.toBe(0);
    expect(refused.errors).toMatch(/^mytone-api: .+secret\.key is damaged.+\n$/);
  });

  test('a folder that cannot be made is refused with one line and leaves nothing behind', async () => {
    const file = join(root(), 'file');
    writeFileSync(file, '');
    const refused = await runToEnd({ DATA_DIR: join(file, 'data') });
    expect(refused.code).not.toBe(0);
    expect(refused.errors).toMatch(/^mytone-api: The data folder .+ cannot be written .+\n$/);
    expect(readdirSync(root())).toEqual(['file']);
  });

  test('a folder where Node would retry forever is refused too', async () => {
    const refused = await runToEnd({ DATA_DIR: '/proc/mytone/data' });
    expect(refused.errors).toMatch(/^mytone-api: The data folder .+ cannot be written .+\n$/);
  });

  test('a port in use is refused with one line, and the folder is usable afterwards', async () => {
    const holder = createServer().listen(0, '127.0.0.1');
    await once(holder, 'listening');
    const address = holder.address();
    const port = typeof address === 'object' && address !== null ? String(address.port) : '';
    fillFolder();
    const refused = await runToEnd({ DATA_DIR: folder(), PORT: port });
    holder.close();
    expect(refused.code).not.toBe(0);
    expect(refused.errors).toMatch(/^mytone-api: 127\.0\.0\.1:\d+ is in use.+\n$/);
    expect((await fetch(`${(await start()).url}/ready`)).status).toBe(200);
  });

  test('a database that cannot be reached is refused with one line, without its password', async () => {
    const address = `postgres://someone:hidden-word@127.0.0.1:${await freePort()}/x`;
    const refused = await runToEnd({ DATA_DIR: folder(), DATABASE_URL: address });
    expect(refused.code).not.toBe(0);
    expect(refused.errors).toMatch(/^mytone-api: The database .+\n$/);
    expect(refused.errors).not.toContain('hidden-word');
  });

  test('a database whose user may not make tables is refused with one line', async () => {
    const url = await makePostgresDatabase();
    const owner = connectPostgres(url);
    const guest = `guest_${randomUUID().replaceAll('-', '')}`;
    await owner.script(`create role ${guest} login`);
    const refused = await runToEnd({
      DATA_DIR: folder(),
      DATABASE_URL: url.replace('mytone@', `${guest}@`),
    });
    expect(refused.errors).toMatch(/^mytone-api: The user of the database .+\n$/);
    expect(refused.code).not.toBe(0);
    await owner.script(`drop role ${guest}`);
    await owner.close();
  });

  test('every error of the configuration is named in one line, before anything is written', async () => {
    const refused = await runToEnd({
      DATA_DIR: folder(),
      PORT: '65536',
      BCRYPT_COST: 'high',
      SMTP_URL: 'ftp://example.com',
    });
    expect(refused.code).not.toBe(0);
    expect(refused.errors).toMatch(/^mytone-api: .*PORT.*BCRYPT_COST.*SMTP_URL.*\n$/);
    expect(existsSync(folder())).toBe(false);
  });

  test('in production the embedded database runs only if it is explicitly allowed', async () => {
    const production = { DATA_DIR: folder(), NODE_ENV: 'production', BCRYPT_COST: '10' };
    const refused = await runToEnd(production);
    expect(refused.errors).toMatch(/^mytone-api: .*DATABASE_URL must be set in production.*\n$/);
    await start({ ...production, EMBEDDED_DATABASE: 'allowed' });
  });

  test('without SMTP a mail is written into the data folder, and the log names its path', async () => {
    const server = await start({ LOG_LEVEL: 'info' });
    const person = newPerson();
    await send(`${server.url}/auth/register`, person);
    await send(`${server.url}/auth/forgot-password`, person.email);
    const pathOf = () => /"path":"([^"]+\.eml)"/.exec(server.output())?.[1] ?? '';
    await expect.poll(pathOf, { timeout: 60_000 }).toContain(join(folder(), 'mail'));
    const token = /reset-password\?token=(?:3D)?([\w-]{43})/.exec(
      readFileSync(pathOf(), 'utf8').replaceAll('=\r\n', ''),
    )?.[1];
    expect(token).toBeDefined();
    expect(server.output()).not.toContain(token);
    expect(server.output()).not.toContain(person.email);
    for (const path of [pathOf(), dirname(pathOf())]) {
      expect(statSync(path).mode & 0o077).toBe(0);
    }
  });

  test('a replayed refresh token is logged as a security event without the token', async () => {
    const server = await start({ LOG_LEVEL: 'warn', REFRESH_GRACE_SECONDS: '0' });
    const registered = await send(`${server.url}/auth/register`, newPerson());
    const first = ((await registered.json()) as Record<string, string>)['refresh_token'];
    const refresh = async (token: string | undefined) => {
      const answer = await send(`${server.url}/auth/refresh`, { refresh_token: token });
      return (await answer.json()) as Record<string, string>;
    };
    const second = (await refresh(first))['refresh_token'];
    await refresh(second);
    expect(server.output()).not.toContain('session.token-replayed');
    await refresh(first);
    await expect
      .poll(() => server.output(), { timeout: 60_000 })
      .toContain('session.token-replayed');
    expect(server.output()).toMatch(/"sessionId":"[\da-f-]{36}","userId":1/);
    expect(server.output()).not.toContain(first);
  });

  test('logs are JSON with request ids, and no password or token', async () => {
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
    const lines = server
      .output()
      .split('\n')
      .map((line) => JSON.parse(line));
    expect(lines.map((line) => line.reqId)).toContain(answer.headers.get('x-request-id'));
  });
});

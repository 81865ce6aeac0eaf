import { describe, expect, test } from 'vitest';
import { newPerson, type Settings } from '../support/api.ts';
import { engines, makePostgresDatabase } from '../support/engine.ts';
import { sendNoticing } from '../support/process.ts';
import { serverProcesses } from '../support/server-processes.ts';

const servers = serverProcesses();

describe.each(engines)('ending the server on %s', (engine) => {
  const start = async (settings: Settings = {}) =>
    servers.start({
      DATABASE_URL: engine === 'postgres' ? await makePostgresDatabase() : '',
      ...settings,
    });

  test('SIGTERM ends it with 0 once every request in flight is answered', async () => {
    const server = await start({ BCRYPT_COST: '11', DRAIN_SECONDS: '60' });
    const inFlight = Array.from({ length: 4 }, () =>
      sendNoticing(`${server.url}/auth/register`, newPerson()),
    );
    await Promise.all(inFlight.map(({ taken }) => taken));
    const code = server.end();
    expect(await Promise.all(inFlight.map(({ status }) => status))).toEqual([201, 201, 201, 201]);
    expect(await code).toBe(0);
  });

  test('the message of npm start ends it with 0, like SIGTERM', async () => {
    const server = await start({ BCRYPT_COST: '11', DRAIN_SECONDS: '60' });
    const { taken, status } = sendNoticing(`${server.url}/auth/register`, newPerson());
    await taken;
    server.child.send('shutdown');
    expect(await status).toBe(201);
    expect(await server.ended).toBe(0);
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
          if (answer.status === 200) {
            answered += 1;
          } else {
            failures += 1;
          }
        } catch (error) {
          // Nobody listens any more: the request was never accepted.
          const cause = (error as Error).cause as { code?: string } | undefined;
          if (cause?.code !== 'ECONNREFUSED') {
            failures += 1;
          }
          isRunning = false;
        }
      }
    });
    await expect.poll(() => answered, { timeout: 60_000 }).toBeGreaterThan(100);
    expect(await server.end()).toBe(0);
    await Promise.all(clients);
    expect(failures).toBe(0);
  });

  /** A hash takes seconds at this cost, the highest there is. */
  const slowly = { BCRYPT_COST: '16' };

  test('a second SIGTERM ends it at once, in the middle of a hash', async () => {
    const server = await start(slowly);
    const { taken, status } = sendNoticing(`${server.url}/auth/register`, newPerson());
    const answer = status.catch(() => 'cut off');
    await taken;
    server.child.kill('SIGTERM');
    await expect.poll(() => server.output(), { timeout: 60_000 }).toContain('shutdown.started');
    await server.end();
    expect(server.child.signalCode).toBe('SIGKILL');
    expect(await answer).toBe('cut off');
    expect(server.output()).toContain('shutdown.second-signal');
  });

  test('requests that do not finish in time are cut off, as the log and the signal say', async () => {
    const server = await start({ ...slowly, DRAIN_SECONDS: '1' });
    const { taken, status } = sendNoticing(`${server.url}/auth/register`, newPerson());
    const answer = status.catch(() => 'cut off');
    await taken;
    await server.end();
    expect(server.child.signalCode).toBe('SIGKILL');
    expect(await answer).toBe('cut off');
    expect(server.output()).toContain('shutdown.timed-out');
  });
});

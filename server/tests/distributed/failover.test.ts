import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest';
import { newPerson, openInstance, post, refresh } from '../support/api.ts';
import { connectPostgres } from '../support/engine.ts';
import { startLoad } from '../support/load.ts';
import { type Haproxy, startHaproxy } from '../support/postgres/haproxy.ts';
import type { PostgresNode } from '../support/postgres/postgres-node.ts';
import { type PostgresPair, startPostgresPair } from '../support/postgres/postgres-pair.ts';
import { type ServerProcess, send, sendLogin, startServerProcess } from '../support/process.ts';
import { startSmtp } from '../support/smtp.ts';

/** How the primary goes away: one of them in `npm test`, all in `npm run failover -w server`. */
const ways: Readonly<Record<string, (primary: PostgresNode) => Promise<void> | void>> = {
  killed: (primary) => primary.kill(),
  frozen: (primary) => primary.freeze(),
  'switched over': (primary) => primary.stop(),
};
const chosen = (process.env['FAILOVERS'] ?? 'killed').split(', ');
const clients = Number(process.env['FAILOVER_CLIENTS'] ?? 6);
/** Rounds of the load before the primary goes away, and again afterwards. */
const rounds = Number(process.env['FAILOVER_ROUNDS'] ?? 10);
/** From the command that promotes; in `npm test` the machine may be busy. */
const recoveryMs = 1000 * Number(process.env['FAILOVER_RECOVERY_SECONDS'] ?? 60);

const patience = { timeout: 600_000 };

let pair: PostgresPair;
let proxy: Haproxy;
let smtp: Awaited<ReturnType<typeof startSmtp>>;
let folder = '';
let servers: readonly ServerProcess[] = [];
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'mytone-failover-'));
  [pair, smtp] = await Promise.all([startPostgresPair(), startSmtp()]);
  proxy = await startHaproxy(pair);
  servers = await Promise.all(
    ['one', 'other'].map((name) =>
      startServerProcess({
        DATA_DIR: join(folder, name),
        DATABASE_URL: proxy.url('postgres'),
        SMTP_URL: `smtp://127.0.0.1:${smtp.port}`,
        LOG_LEVEL: 'silent',
      }),
    ),
  );
});
afterAll(async () => {
  await Promise.all(servers.map((server) => server.end('SIGKILL')));
  await proxy.remove();
  await pair.remove();
  await smtp.close();
  rmSync(folder, { recursive: true, force: true });
});

const readiness = async (url: string) => (await fetch(`${url}/ready`)).status;

/** An instance that goes past the proxy, and gives up on an answer after 2 s. */
async function openDirect(node: PostgresNode) {
  const database = connectPostgres(node.url('postgres'), { statementTimeoutMs: 1_000 });
  const { app, close } = await openInstance(database);
  return {
    app,
    isReady: async () => (await app.inject({ url: '/ready' })).statusCode === 200,
    close: async () => {
      await close();
      await database.close();
    },
  };
}

/** Signs somebody up as soon as that is possible; resolves to the answer. */
async function signUpAt(url: string): Promise<Response> {
  for (;;) {
    const answer = await send(`${url}/auth/register`, newPerson());
    if (answer.status !== 503) {
      return answer;
    }
    await wait(50);
  }
}

/** What a former primary, awake again, tells clients that reach it in spite of the proxy. */
async function askFormerPrimary(former: PostgresNode, url: string) {
  const signedUp = await signUpAt(url);
  const { refresh_token: newest } = (await signedUp.json()) as Record<string, string>;
  const direct = await openDirect(former);
  const stranger = newPerson();
  const told = [
    (await refresh(direct.app, newest ?? '')).statusCode,
    (await post(direct.app, '/auth/register', stranger)).statusCode,
    (
      await post(direct.app, '/auth/reset-password', {
        token: 'x'.repeat(43),
        new_password: stranger.password,
      })
    ).statusCode,
  ];
  await direct.close();
  const afterwards = [
    (await send(`${url}/auth/refresh`, { refresh_token: newest })).status,
    (await sendLogin(url, stranger.email, stranger.password)).status,
  ];
  return { told, afterwards };
}

test.each(chosen)(
  'a primary that is %s under load loses no answered account, token or reset, and signs nobody out',
  async (way) => {
    const urls = servers.map(({ url }) => url);
    const statuses = () => Promise.all(urls.map(readiness));
    const [former, next] = [pair.primary(), pair.standby()];
    const onStandby = await openDirect(next);
    await expect.poll(statuses, patience).toEqual([200, 200]);
    expect(await onStandby.isReady()).toBe(false);

    const load = startLoad({ urls, clients, mails: smtp.mails });
    onTestFinished(load.end);
    const { ledger } = load;
    const roundsDone = (count: number) =>
      expect.poll(() => ledger.rounds, patience).toBeGreaterThanOrEqual(count);
    await roundsDone(rounds);
    await ways[way]?.(former);
    // Only then may the standby be promoted: the proxy cannot send anyone to both.
    await expect.poll(proxy.nodesInUse, patience).toEqual([]);
    await expect.poll(statuses, patience).toEqual([503, 503]);

    const begin = performance.now();
    await pair.promote();
    const promotedMs = performance.now() - begin;
    const first = await Promise.all(urls.map(signUpAt));
    const recoveredMs = performance.now() - begin;
    expect(first.map(({ status }) => status)).toEqual([201, 201]);
    expect(recoveredMs).toBeLessThan(recoveryMs);
    await expect.poll(statuses, patience).toEqual([200, 200]);
    await expect.poll(onStandby.isReady, patience).toBe(true);
    expect(await proxy.nodesInUse()).toEqual([next]);

    if (way === 'frozen') {
      former.thaw();
      expect(await askFormerPrimary(former, urls[0] ?? '')).toEqual({
        told: [503, 503, 503],
        afterwards: [200, 400],
      });
      expect(await proxy.nodesInUse()).toEqual([next]);
    }
    await roundsDone(ledger.rounds + rounds);
    await former.kill();
    await pair.rebuild();
    await roundsDone(ledger.rounds + rounds);
    await load.end();
    await load.verify();
    expect(ledger.faults).toEqual([]);
    expect(await proxy.nodesInUse()).toEqual([next]);
    await onStandby.close();
    const { people, answers, unavailable, longestMs } = ledger;
    process.stdout.write(
      `${way}: ${people.size} accounts, ${answers} answers, ${unavailable} of them 503, the longest after ` +
        `${(longestMs / 1000).toFixed(1)} s; promoted in ${(promotedMs / 1000).toFixed(1)} s, ` +
        `served ${(recoveredMs / 1000).toFixed(1)} s after the command\n`,
    );
  },
);

import { setTimeout as wait } from 'node:timers/promises';
import { expect, test } from 'vitest';
import type { Database } from '../../src/db/database.ts';
import { openPglite } from '../../src/db/pglite.ts';
import { newPerson, password } from '../support/api.ts';
import { connectPostgres, engines, makePostgresDatabase } from '../support/engine.ts';
import { send, sendLogin } from '../support/process.ts';
import { serverProcesses } from '../support/server-processes.ts';

const servers = serverProcesses();

/** Kills per engine: some in `npm test`, 50 in `npm run soak`. */
const kills = Number(process.env['CRASH_ROUNDS'] ?? 2);

interface Client {
  /** The newest refresh token whose answer arrived, and its owner. */
  token: string | null;
  readonly registered: string[];
}

/** Registers and refreshes until the server is gone. */
async function use(url: string, client: Client): Promise<void> {
  try {
    for (;;) {
      const person = newPerson();
      const answer = await send(`${url}/auth/register`, person);
      const body = (await answer.json()) as Record<string, string>;
      if (answer.status !== 201) {
        return;
      }
      client.registered.push(person.email);
      client.token = body['refresh_token'] ?? null;
      for (let index = 0; index < 10; index += 1) {
        const next = await send(`${url}/auth/refresh`, { refresh_token: client.token });
        const tokens = (await next.json()) as Record<string, string>;
        if (next.status === 200) {
          client.token = tokens['refresh_token'] ?? null;
        }
      }
    }
  } catch {
    // The kill.
  }
}

async function halfMadeAccounts(database: Database): Promise<readonly unknown[]> {
  return await database.query(
    `select u.id from "USERS" u where not exists (
       select from "SESSIONS" s where s.user_id = u.id and s.live_hash is not null)`,
  );
}

test.each(engines)(
  `killed under load on %s, ${kills} times, it loses no answered token and leaves no account half-made`,
  async (engine) => {
    const databaseUrl = engine === 'postgres' ? await makePostgresDatabase() : '';
    const settings = { DATABASE_URL: databaseUrl };
    for (let round = 0; round < kills; round += 1) {
      const server = await servers.start(settings);
      const clients = Array.from({ length: 6 }, (): Client => ({ token: null, registered: [] }));
      const load = clients.map((client) => use(server.url, client));
      await expect
        .poll(() => clients.every((client) => client.token !== null), { timeout: 120_000 })
        .toBe(true);
      await wait(Math.random() * 150);
      await server.end('SIGKILL');
      await Promise.all(load);

      const again = await servers.start(settings);
      for (const { token, registered } of clients) {
        const answer = await send(`${again.url}/auth/refresh`, { refresh_token: token });
        expect(answer.status).toBe(200);
        const login = await sendLogin(again.url, registered.at(-1) ?? '', password);
        expect(login.status).toBe(200);
      }
      await again.end();
    }
    const database =
      engine === 'postgres' ? connectPostgres(databaseUrl) : await openPglite(servers.folder());
    expect(await halfMadeAccounts(database)).toEqual([]);
    await database.close();
  },
  // No limit that a busy machine could miss, however many rounds there are.
  kills * 60_000,
);

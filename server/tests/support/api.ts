import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { FastifyInstance } from 'fastify';
import type * as z from 'zod/mini';
import { readConfig } from '../../src/config.ts';
import type { Database } from '../../src/db/database.ts';
import { migrate } from '../../src/db/migrate.ts';
import { registeredSchema, tokensSchema } from '../../src/http/wire.ts';
import { createServer } from '../../src/server.ts';
import { deriveKeys, type ServerKeys } from '../../src/server-key.ts';
import { type Engine, openEngine } from './engine.ts';

export type Settings = Readonly<Record<string, string>>;

/** Fast hashes and limits that no test meets by chance. */
export const testSettings: Settings = {
  BCRYPT_COST: '4',
  LOG_LEVEL: 'silent',
  TOKEN_SECRET: 'a secret for tests, long enough to be taken',
  FREE_ATTEMPTS_PER_ACCOUNT: '1000000',
  FREE_ATTEMPTS_PER_ADDRESS: '1000000',
  ATTEMPTS_PER_ACCOUNT_PER_HOUR: '1000000',
};

export const password = 'SuperSecure123!';

export interface TestApi {
  readonly app: FastifyInstance;
  readonly database: Database;
  readonly folder: string;
  readonly keys: ServerKeys;
  close(): Promise<void>;
}

/** An instance on `database`, which stays open when the instance closes. */
export async function openInstance(
  database: Database,
  settings: Settings = {},
): Promise<Omit<TestApi, 'database'>> {
  const folder = mkdtempSync(join(tmpdir(), 'mytone-api-'));
  const config = readConfig({ ...testSettings, DATA_DIR: folder, ...settings });
  const keys = deriveKeys(config.TOKEN_SECRET, folder, config.ACCEPTED_TOKEN_SECRETS);
  const migrations = await migrate(database);
  const app = createServer({ config, database, migrations, keys });
  await app.ready();
  return {
    app,
    folder,
    keys,
    close: async () => {
      await app.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** An instance on an empty database of its own. */
export async function openApi(engine: Engine, settings: Settings = {}): Promise<TestApi> {
  const database = await openEngine(engine);
  const instance = await openInstance(database, settings);
  return {
    ...instance,
    database,
    close: async () => {
      await instance.close();
      await database.close();
    },
  };
}

let people = 0;

/** A registration nobody has sent before. */
export function newPerson(change: Readonly<Record<string, unknown>> = {}) {
  people += 1;
  return {
    name: 'Jean',
    surname: 'Dupont',
    email: `jean${people}@example.com`,
    username: `jean${people}`,
    password,
    phone_number: null,
    type_client: 0,
    ...change,
  };
}

export function post(app: FastifyInstance, url: string, payload: unknown) {
  return app.inject({
    method: 'POST',
    url,
    headers: { 'content-type': 'application/json' },
    payload: JSON.stringify(payload),
  });
}

export function login(app: FastifyInstance, username: string, secret: string = password) {
  return app.inject({
    method: 'POST',
    url: '/auth/login',
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
    payload: new URLSearchParams({ username, password: secret }).toString(),
  });
}

export function me(app: FastifyInstance, accessToken: string) {
  return app.inject({ url: '/auth/me', headers: { authorization: `Bearer ${accessToken}` } });
}

export function refresh(app: FastifyInstance, refreshToken: string) {
  return post(app, '/auth/refresh', { refresh_token: refreshToken });
}

/** Registers somebody new and gives what the API answered. */
export async function signUp(
  app: FastifyInstance,
  person = newPerson(),
): Promise<z.output<typeof registeredSchema>> {
  const answer = await post(app, '/auth/register', person);
  if (answer.statusCode !== 201) {
    throw new Error(`Registration failed: ${answer.body}`);
  }
  return registeredSchema.parse(answer.json());
}

/** The tokens of a successful answer. */
export function tokensOf(answer: { json(): unknown }): z.output<typeof tokensSchema> {
  return tokensSchema.parse(answer.json());
}

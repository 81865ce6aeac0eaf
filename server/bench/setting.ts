import { mkdtempSync, rmSync } from 'node:fs';
import { availableParallelism, tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { deriveKeys } from '../src/server-key.ts';
import { startPostgres } from '../tests/support/postgres/postgres.ts';
import { loginRate } from './hashing.ts';
import { signUp } from './load.ts';
import { hasFastapi, type Program, programs, startProgram } from './programs.ts';
import { meRate } from './rates.ts';

/** bcrypt's cost for sign-ins. */
export const cost = 12;
const sessions = 16;

/** Whatever the rows are measured on: databases, the server, and what it is compared with. */
export async function startSetting() {
  const secret = 'a secret for the benchmark, long enough';
  const folder = mkdtempSync(join(tmpdir(), 'mytone-bench-'));
  const postgres = await startPostgres();
  const databaseUrl = postgres.url('postgres');
  const keys = deriveKeys(secret, folder);
  const environment = {
    DATABASE_URL: databaseUrl,
    DATA_DIR: folder,
    PORT: '0',
    TOKEN_SECRET: secret,
    BCRYPT_COST: String(cost),
    FREE_ATTEMPTS_PER_ACCOUNT: '1000000',
    FREE_ATTEMPTS_PER_ADDRESS: '1000000',
    ATTEMPTS_PER_ACCOUNT_PER_HOUR: '1000000',
  };
  const peer = {
    DATABASE_URL: databaseUrl,
    ACCESS_KEY: keys.accessTokens.toString('hex'),
    REFRESH_KEY: keys.refreshTokens.toString('hex'),
    NODE_COMPILE_CACHE: join(folder, 'compiled'),
  };
  const one = await startProgram(programs.server, environment);
  const two = await startProgram(programs.server, environment);
  // Accounts whose tokens are rotated need no dear password.
  const maker = await startProgram(programs.server, { ...environment, BCRYPT_COST: '4' });
  const minimalMe = await startProgram(programs.minimalMe, peer);
  const minimalRefresh = await startProgram(programs.minimalRefresh, peer);
  const fastapi = hasFastapi() ? await startProgram(programs.fastapiMe, peer) : null;
  const both = [one.url, two.url];

  const person = await signUp(one.url);
  const emails = [person.email];
  while (emails.length < 2 * availableParallelism()) {
    emails.push((await signUp(one.url)).email);
  }

  async function startTime(start: () => Promise<Program>): Promise<number> {
    const started = await start();
    await started.end();
    return started.startMs;
  }

  const setting = {
    databaseUrl,
    refreshKey: keys.refreshTokens,
    one,
    both,
    minimalMe,
    minimalRefresh,
    fastapi,
    /** Access token of a person, and people enough to keep every core hashing. */
    token: person.access_token,
    emails,
    /** Refresh tokens of new sessions. */
    newTokens: async (): Promise<string[]> => {
      const tokens = [];
      for (let index = 0; index < sessions; index += 1) {
        tokens.push((await signUp(maker.url)).refresh_token);
      }
      return tokens;
    },
    createDatabase: async (name: string): Promise<string> => {
      const client = new pg.Client({ connectionString: databaseUrl });
      await client.connect();
      await client.query(`create database ${name}`);
      await client.end();
      return postgres.url(name);
    },
    /** From spawn to ready, milliseconds. */
    serverStart: () => startTime(() => startProgram(programs.server, environment)),
    bareStart: () => startTime(() => startProgram(programs.bareServer, peer)),
    end: async (): Promise<void> => {
      const all = [one, two, maker, minimalMe, minimalRefresh, ...(fastapi ? [fastapi] : [])];
      await Promise.all(all.map((program) => program.end()));
      await postgres.remove();
      rmSync(folder, { recursive: true, force: true });
    },
  };
  // Compiled and cached code, as after a while of use.
  await meRate(one.url, setting.token, 1);
  await meRate(minimalMe.url, setting.token, 1);
  await loginRate(both, emails, 8);
  await setting.bareStart();
  return setting;
}

export type Setting = Awaited<ReturnType<typeof startSetting>>;

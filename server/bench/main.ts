import { mkdtempSync, rmSync } from 'node:fs';
import { availableParallelism, tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { build } from '../build.ts';
import { deriveKeys } from '../src/server-key.ts';
import { startPostgres } from '../tests/support/postgres/postgres.ts';
import { bareBcryptRate, loginRate } from './hashing.ts';
import { bareRotationRate, meLatency, meRate, refreshRate, signUp } from './load.ts';
import { hasFastapi, programs, startProgram } from './programs.ts';
import { atLeast, atMost, writeReport } from './report.ts';
import { bytesOfSession, fillSessions } from './sessions-table.ts';
import { median, medianRatio } from './statistics.ts';

const rounds = Math.max(1, Number(process.env['BENCH_ROUNDS'] ?? 7));
const seconds = Number(process.env['BENCH_SECONDS'] ?? 2);
// Longer, because a p99 needs hundreds of answers and a rate of hashes dozens.
const longSeconds = 2 * seconds;
const cost = 12;
const sessions = 16;
const fewSessions = 10_000;
const manySessions = Number(process.env['BENCH_SESSIONS'] ?? 5_000_000);

const secret = 'a secret for the benchmark, long enough';
const folder = mkdtempSync(join(tmpdir(), 'mytone-bench-'));
await build();
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

async function createDatabase(name: string): Promise<string> {
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  await client.query(`create database ${name}`);
  await client.end();
  return postgres.url(name);
}

async function newTokens(): Promise<string[]> {
  const people = [];
  for (let index = 0; index < sessions; index += 1) {
    people.push(await signUp(maker.url));
  }
  return people.map((person) => person.refresh_token);
}

const person = await signUp(one.url);
const { access_token: token } = person;
const emails = [person.email];
while (emails.length < 2 * availableParallelism()) {
  emails.push((await signUp(one.url)).email);
}
await meRate(one.url, token, 1);
await meRate(minimalMe.url, token, 1);
await loginRate(both, emails, longSeconds);
await (await startProgram(programs.bareServer, peer)).end();

const me: number[] = [];
const meMinimal: number[] = [];
const rotations: number[] = [];
const rotationsOfTwo: number[] = [];
const rotationsMinimal: number[] = [];
const bareRotations: number[] = [];
const signIns: number[] = [];
const signInsOfTwo: number[] = [];
const bcrypt: number[] = [];
const idle: number[] = [];
const busy: number[] = [];
const meFastapi: number[] = [];
const refreshesOfFew: number[] = [];
const refreshesOfMany: number[] = [];
const starts: number[] = [];
const bareStarts: number[] = [];

for (let round = 0; round < rounds; round += 1) {
  process.stdout.write(`round ${round + 1} of ${rounds}\n`);
  me.push(await meRate(one.url, token, seconds));
  meMinimal.push(await meRate(minimalMe.url, token, seconds));
  if (fastapi !== null) {
    meFastapi.push(await meRate(fastapi.url, token, seconds));
  }
  const fresh = [
    await newTokens(),
    await newTokens(),
    await newTokens(),
    await newTokens(),
  ] as const;
  rotations.push(await refreshRate([one.url], fresh[0], seconds));
  rotationsMinimal.push(await refreshRate([minimalRefresh.url], fresh[3], seconds));
  bareRotations.push(await bareRotationRate(databaseUrl, keys.refreshTokens, fresh[1], seconds));
  rotationsOfTwo.push(await refreshRate(both, fresh[2], seconds));
  bcrypt.push(await bareBcryptRate(cost, longSeconds));
  signIns.push(await loginRate([one.url], emails, longSeconds));
  signInsOfTwo.push(await loginRate(both, emails, longSeconds));
  idle.push(await meLatency(one.url, token, longSeconds));
  const saturation = loginRate([one.url], emails, longSeconds + 1);
  busy.push(await meLatency(one.url, token, longSeconds));
  await saturation;
  const started = await startProgram(programs.server, environment);
  starts.push(started.startMs);
  await started.end();
  const bareStarted = await startProgram(programs.bareServer, peer);
  bareStarts.push(bareStarted.startMs);
  await bareStarted.end();
}

await fastapi?.end();
const sessionBytes = await bytesOfSession(await createDatabase('bytes'));
await fillSessions(databaseUrl, fewSessions);
for (let round = 0; round < rounds; round += 1) {
  refreshesOfFew.push(await refreshRate([one.url], await newTokens(), seconds));
}
await fillSessions(databaseUrl, manySessions);
for (let round = 0; round < rounds; round += 1) {
  refreshesOfMany.push(await refreshRate([one.url], await newTokens(), seconds));
}
const memory = { one: one.memoryMb(), minimal: minimalMe.memoryMb() };

const whole = (values: readonly number[]) => String(Math.round(median(values)));
const fine = (values: readonly number[]) => median(values).toFixed(1);
writeReport(
  [
    {
      measured: 'sign-in at saturation : every core on bare bcrypt',
      ratio: medianRatio(signIns, bcrypt),
      goal: atLeast(0.95),
      figures: `${fine(signIns)} : ${fine(bcrypt)} per second at cost ${cost}`,
    },
    {
      measured: 'the same with two instances',
      ratio: medianRatio(signInsOfTwo, bcrypt),
      goal: null,
      figures: `${fine(signInsOfTwo)} per second`,
    },
    {
      measured: 'p99 of `/auth/me` during that : idle',
      ratio: medianRatio(busy, idle),
      goal: atMost(4),
      figures: `${fine(busy)} ms : ${fine(idle)} ms`,
    },
    {
      measured: '`/auth/me` : minimal Fastify + fast-jwt + pg route',
      ratio: medianRatio(me, meMinimal),
      goal: atLeast(1.5),
      figures: `${whole(me)} : ${whole(meMinimal)} per second`,
    },
    {
      measured: 'refresh : its bare rotation statement through pg',
      ratio: medianRatio(rotations, bareRotations),
      goal: atLeast(0.85),
      figures: `${whole(rotations)} : ${whole(bareRotations)} per second, 16 connections`,
    },
    {
      measured: 'the same with two instances',
      ratio: medianRatio(rotationsOfTwo, bareRotations),
      goal: null,
      figures: `${whole(rotationsOfTwo)} per second`,
    },
    {
      measured: 'the same of a minimal Fastify route that does no more',
      ratio: medianRatio(rotationsMinimal, bareRotations),
      goal: null,
      figures: `${whole(rotationsMinimal)} per second`,
    },
    {
      measured: 'start to ready : bare Fastify + pg, compiled code kept by both',
      ratio: medianRatio(starts, bareStarts),
      goal: atMost(1.4),
      figures: `${whole(starts)} ms : ${whole(bareStarts)} ms`,
    },
    ...(fastapi === null
      ? []
      : [
          {
            measured: '`/auth/me` : FastAPI + SQLAlchemy of Debian on the same PostgreSQL',
            ratio: medianRatio(me, meFastapi),
            goal: atLeast(5),
            figures: `${whole(me)} : ${whole(meFastapi)} per second`,
          },
        ]),
    {
      measured: `time of a refresh with ${manySessions} sessions : with ${fewSessions}`,
      ratio: median(refreshesOfFew) / median(refreshesOfMany),
      goal: atMost(1.15),
      figures: `${whole(refreshesOfMany)} : ${whole(refreshesOfFew)} per second`,
    },
    {
      measured: 'bytes of a session on disk after 1,000 refreshes : 500',
      ratio: sessionBytes / 500,
      goal: atMost(1),
      figures: `${Math.round(sessionBytes)} bytes`,
    },
    {
      measured: 'resident memory after the run : the minimal route',
      ratio: memory.one / memory.minimal,
      goal: atMost(1.6),
      figures: `${memory.one} MB : ${memory.minimal} MB`,
    },
  ],
  rounds,
  fastapi === null
    ? 'FastAPI was not compared: its packages are python3-fastapi, python3-sqlalchemy, python3-psycopg2, python3-jwt and uvicorn.'
    : 'FastAPI runs in one process too, with its usual thread pool.',
);

await Promise.all([one.end(), two.end(), maker.end(), minimalMe.end(), minimalRefresh.end()]);
await postgres.remove();
rmSync(folder, { recursive: true, force: true });

import { execFile, spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

const refreshScript = fileURLToPath(new URL('wrk/refresh.lua', import.meta.url));
const connections = 16;

/**
 * wrk, because the machine's two cores are shared: a generator in Node took half of the processor
 * time that the server itself takes for a refresh, wrk a fifth.
 */
export function requireWrk(): void {
  if (spawnSync('wrk', ['-v']).error !== undefined) {
    throw new Error('The benchmark needs wrk: install the package wrk.');
  }
}

async function rateOf(
  url: string,
  seconds: number,
  atOnce: number,
  options: readonly string[],
): Promise<number> {
  const load = ['--threads=1', `--connections=${atOnce}`, `--duration=${seconds}s`];
  const { stdout } = await promisify(execFile)('wrk', [...load, ...options]);
  const rate = /Requests\/sec: +([\d.]+)/.exec(stdout)?.[1];
  if (rate === undefined || /Non-2xx|Socket errors/.test(stdout)) {
    throw new Error(`${url}: ${stdout}`);
  }
  return Number(rate);
}

/** Answers a second of `/auth/me`, 16 connections. */
export function meRate(url: string, token: string, seconds: number): Promise<number> {
  const me = `${url}/auth/me`;
  return rateOf(me, seconds, connections, [`--header=authorization: Bearer ${token}`, me]);
}

/** Rotations a second over HTTP: one connection for each token, spread over the instances. */
export async function refreshRate(
  urls: readonly string[],
  tokens: readonly string[],
  seconds: number,
): Promise<number> {
  const share = Math.ceil(tokens.length / urls.length);
  const rates = await Promise.all(
    urls.map((url, index) => {
      const own = tokens.slice(index * share, (index + 1) * share);
      return rateOf(url, seconds, own.length, [`--script=${refreshScript}`, url, '--', ...own]);
    }),
  );
  return rates.reduce((sum, rate) => sum + rate, 0);
}

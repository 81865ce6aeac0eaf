import { createHistogram } from 'node:perf_hooks';
import autocannon from 'autocannon';
import pg from 'pg';
import { createRefreshTokens } from '../src/accounts/refresh-token.ts';
import { bareRotation } from './bare-rotation.ts';

export const password = 'SuperSecure123!';
const json = { 'content-type': 'application/json' };

interface Tokens {
  readonly access_token: string;
  readonly refresh_token: string;
}

let people = 0;

export async function signUp(url: string): Promise<Tokens & { readonly email: string }> {
  people += 1;
  const email = `bench${people}@example.com`;
  const person = { name: 'B', surname: 'B', email, username: `bench${people}`, password };
  const answer = await fetch(`${url}/auth/register`, {
    method: 'POST',
    headers: json,
    body: JSON.stringify(person),
  });
  if (answer.status !== 201) {
    throw new Error(`Registration answered ${answer.status}`);
  }
  return { email, ...((await answer.json()) as Tokens) };
}

export function check(result: autocannon.Result): autocannon.Result {
  if (result.non2xx + result.errors > 0) {
    throw new Error(`${result.url}: ${result.non2xx} refused, ${result.errors} failed`);
  }
  return result;
}

/**
 * `/auth/me` at a gentle rate: the 99th percentile of its latency, milliseconds. Of the times
 * themselves: autocannon's own percentiles are whole milliseconds, which is half of what an idle
 * server takes.
 */
export async function meLatency(url: string, token: string, seconds: number): Promise<number> {
  const microseconds = createHistogram();
  const result = await autocannon({
    url: `${url}/auth/me`,
    headers: { authorization: `Bearer ${token}` },
    connections: 2,
    overallRate: 100,
    duration: seconds,
    setupClient: (client) =>
      client.on('response', (_status, _bytes, ms) => {
        microseconds.record(Math.max(1, Math.round(ms * 1000)));
      }),
  });
  check(result);
  return microseconds.percentile(99) / 1000;
}

/** Rotations a second as bare statements through `pg`, one connection for each token. */
export async function bareRotationRate(
  databaseUrl: string,
  key: Buffer,
  first: readonly string[],
  seconds: number,
): Promise<number> {
  const tokens = createRefreshTokens(key);
  const clients = first.map(() => new pg.Client({ connectionString: databaseUrl }));
  await Promise.all(clients.map((client) => client.connect()));
  const end = performance.now() + seconds * 1000;
  let rotations = 0;
  async function rotate(client: pg.Client, start: string): Promise<void> {
    let token = start;
    while (performance.now() < end) {
      const derived = tokens.read(token);
      if (derived === null) {
        throw new Error('The token could not be read');
      }
      const values = [derived.sessionId, derived.hash, derived.successor.hash, 2_592_000];
      const result = await client.query({ name: 'rotate', text: bareRotation, values });
      if (result.rows.length !== 1) {
        throw new Error('The rotation was refused');
      }
      token = derived.successor.text;
      rotations += 1;
    }
  }
  await Promise.all(clients.map((client, index) => rotate(client, first[index] ?? '')));
  await Promise.all(clients.map((client) => client.end()));
  return rotations / seconds;
}

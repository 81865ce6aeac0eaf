import { availableParallelism } from 'node:os';
import { hash, verify } from '@node-rs/bcrypt';
import autocannon from 'autocannon';
import { check, password } from './load.ts';
import { steadyRate } from './statistics.ts';

const cores = availableParallelism();

async function signIn(url: string, email: string): Promise<void> {
  const body = new URLSearchParams({ username: email, password });
  const answer = await fetch(`${url}/auth/login`, { method: 'POST', body });
  if (answer.status !== 200) {
    throw new Error(`Sign-in answered ${answer.status}`);
  }
}

/**
 * Sign-ins a second at saturation: twice as many connections as cores on each instance, each
 * with an account of its own. Resolves
 * when the instances have nothing of it left to do.
 */
export async function loginRate(
  urls: readonly string[],
  emails: readonly string[],
  seconds: number,
): Promise<number> {
  const times: number[] = [];
  await Promise.all(
    urls.map(async (url) => {
      let next = 0;
      const result = await autocannon({
        url: `${url}/auth/login`,
        method: 'POST',
        headers: { 'content-type': 'application/x-www-form-urlencoded' },
        connections: 2 * cores,
        duration: seconds,
        setupClient: (client) => {
          // Each connection its own account: one account's sign-ins at once would share a hash.
          const username = emails[next % emails.length] ?? '';
          next += 1;
          client.setBody(new URLSearchParams({ username, password }).toString());
          client.on('response', () => times.push(performance.now()));
        },
      });
      check(result);
    }),
  );
  // What autocannon gave up is hashed all the same; hashes are made in their order.
  await Promise.all(urls.map((url) => signIn(url, emails[0] ?? '')));
  return steadyRate(times, urls.length * cores);
}

/** Comparisons a second that bcrypt alone manages with every core busy. */
export async function bareBcryptRate(cost: number, seconds: number): Promise<number> {
  const stored = await hash(password, cost);
  const times: number[] = [];
  const end = performance.now() + seconds * 1000;
  const workers = Array.from({ length: cores }, async () => {
    while (performance.now() < end) {
      await verify(password, stored);
      times.push(performance.now());
    }
  });
  await Promise.race(workers);
  const rate = steadyRate(times, cores);
  await Promise.all(workers);
  return rate;
}

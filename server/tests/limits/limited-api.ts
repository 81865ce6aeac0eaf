import { afterAll, beforeAll, beforeEach } from 'vitest';
import { openApi, password, type TestApi } from '../support/api.ts';
import type { Engine } from '../support/engine.ts';

/** Settings whose limits a test reaches soon. */
export const limits = {
  FREE_ATTEMPTS_PER_ACCOUNT: '3',
  FREE_ATTEMPTS_PER_ADDRESS: '8',
  ATTEMPT_DELAY_SECONDS: '10',
  LONGEST_ATTEMPT_DELAY_SECONDS: '60',
  ATTEMPT_MEMORY_SECONDS: '900',
  ATTEMPTS_PER_ADDRESS_PER_HOUR: '60',
  ATTEMPTS_PER_ACCOUNT_PER_HOUR: '100',
};

/** One of 500 addresses of different networks. */
export const addressOf = (index: number) => `203.0.${Math.floor(index / 250)}.${(index % 250) + 1}`;

/** The statuses of requests that are sent one after another. */
export async function statusesOf(
  count: number,
  ask: (index: number) => PromiseLike<{ readonly statusCode: number }>,
): Promise<number[]> {
  const statuses = [];
  for (let index = 0; index < count; index += 1) {
    statuses.push((await ask(index)).statusCode);
  }
  return statuses;
}

/**
 * An instance with `limits` behind a trusted proxy, where no attempt is counted yet when a test
 * begins. To be called once a file and engine.
 */
export function limitedApi(engine: Engine) {
  let api: TestApi;
  let guesses = 0;
  beforeAll(async () => {
    api = await openApi(engine, { ...limits, TRUSTED_PROXIES: '127.0.0.1' });
  });
  afterAll(() => api.close());
  beforeEach(async () => {
    await api.database.query('delete from "ATTEMPTS"');
    await api.database.query('delete from "KNOWN_ADDRESSES"');
  });

  /** A sign-in with a password that nobody has tried before, or with the one given. */
  function guess(username: string, address: string, app = api.app, secret?: string) {
    guesses += 1;
    return app.inject({
      method: 'POST',
      url: '/auth/login',
      headers: {
        'content-type': 'application/x-www-form-urlencoded',
        'x-forwarded-for': address,
      },
      payload: new URLSearchParams({
        username,
        password: secret ?? `NotThePassword${guesses}`,
      }).toString(),
    });
  }

  return {
    api: () => api,
    guess,
    /** With the password of `newPerson`. */
    signIn: (username: string, address: string) => guess(username, address, api.app, password),
    /** As if all attempts had been made so much earlier. */
    passTime: async (seconds: number): Promise<void> => {
      await api.database.query(
        `update "ATTEMPTS" set last_at = last_at - make_interval(secs => $1),
           free_at = free_at - make_interval(secs => $1)`,
        [seconds],
      );
    },
  };
}

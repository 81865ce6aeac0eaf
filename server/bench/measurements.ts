import { bareBcryptRate, loginRate } from './hashing.ts';
import { bareRotationRate, meLatency } from './load.ts';
import { meRate, refreshRate } from './rates.ts';
import { cost, type Setting } from './setting.ts';

/** One thing that is measured in each round. */
export interface Series {
  readonly measure: () => Promise<number>;
  /** What the rounds so far have measured. */
  readonly values: number[];
}

const series = (measure: () => Promise<number>): Series => ({ measure, values: [] });

/**
 * What each round measures, in this order: rates a second, times in milliseconds. `seconds`: how
 * long each takes.
 */
export function seriesOf(setting: Setting, seconds: number) {
  const { one, both, token, emails, fastapi, newTokens } = setting;
  // Longer, because a p99 needs hundreds of answers and a rate of hashes dozens.
  const longSeconds = 2 * seconds;
  const refreshes = async (urls: readonly string[]) =>
    refreshRate(urls, await newTokens(), seconds);

  return {
    me: series(() => meRate(one.url, token, seconds)),
    minimalMe: series(() => meRate(setting.minimalMe.url, token, seconds)),
    ...(fastapi && { fastapiMe: series(() => meRate(fastapi.url, token, seconds)) }),
    refresh: series(() => refreshes([one.url])),
    minimalRefresh: series(() => refreshes([setting.minimalRefresh.url])),
    bareRotation: series(async () =>
      bareRotationRate(setting.databaseUrl, setting.refreshKey, await newTokens(), seconds),
    ),
    refreshOfTwo: series(() => refreshes(both)),
    bcrypt: series(() => bareBcryptRate(cost, longSeconds)),
    signIn: series(() => loginRate([one.url], emails, longSeconds)),
    signInOfTwo: series(() => loginRate(both, emails, longSeconds)),
    idleLatency: series(() => meLatency(one.url, token, longSeconds)),
    busyLatency: series(async () => {
      const saturation = loginRate([one.url], emails, longSeconds + 1);
      const latency = await meLatency(one.url, token, longSeconds);
      await saturation;
      return latency;
    }),
    start: series(setting.serverStart),
    bareStart: series(setting.bareStart),
  };
}

export type AllSeries = ReturnType<typeof seriesOf>;

/** Measures each of `all` `rounds` times, in turns. */
export async function measureInTurns(all: readonly Series[], rounds: number): Promise<void> {
  for (let round = 0; round < rounds; round += 1) {
    process.stdout.write(`round ${round + 1} of ${rounds}\n`);
    for (const { measure, values } of all) {
      values.push(await measure());
    }
  }
}

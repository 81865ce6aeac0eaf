import { performance } from 'node:perf_hooks';

/**
 * Runs every job once per round. Each round starts with another job, so that other load on the
 * machine affects all alike. A job returns its own time in milliseconds, or is timed.
 *
 * @returns the times of each job, round by round
 */
export async function runRounds<Name extends string>(
  rounds: number,
  jobs: Readonly<Record<Name, () => Promise<unknown>>>,
): Promise<Record<Name, number[]>> {
  const names = Object.keys(jobs) as Name[];
  const times = Object.fromEntries(names.map((name) => [name, []])) as unknown as Record<
    Name,
    number[]
  >;
  for (let round = 0; round < rounds; round += 1) {
    for (let index = 0; index < names.length; index += 1) {
      const name = names[(round + index) % names.length];
      if (name === undefined) {
        continue;
      }
      const startedAt = performance.now();
      const own = await jobs[name]();
      times[name].push(typeof own === 'number' ? own : performance.now() - startedAt);
    }
  }
  return times;
}

export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  const upper = sorted[middle] ?? Number.NaN;
  return sorted.length % 2 === 1 ? upper : ((sorted[middle - 1] ?? upper) + upper) / 2;
}

/** The median of the ratios of each round: both sides of it ran next to each other. */
export function ratio(ours: readonly number[], theirs: readonly number[]): number {
  return median(ours.map((time, round) => time / (theirs[round] ?? Number.NaN)));
}

/** The value below which the given share of the values lies. */
export function quantile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;
}

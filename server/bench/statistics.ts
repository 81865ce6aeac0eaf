/** The middle value; of an even count, the upper of the two. */
export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted[Math.floor(sorted.length / 2)];
  if (middle === undefined) {
    throw new Error('A median needs a value');
  }
  return middle;
}

/** Median of the rounds' ratios: each round compares what ran side by side. */
export function medianRatio(ours: readonly number[], theirs: readonly number[]): number {
  return median(ours.map((value, round) => value / (theirs[round] ?? Number.NaN)));
}

/**
 * Completions a second while `atOnce` were always under way, from the time of each (milliseconds,
 * ascending). The clock starts with the first `atOnce`, which began together, and stops with the
 * last one, so that neither the start nor an idle core at the end counts.
 */
export function steadyRate(times: readonly number[], atOnce: number): number {
  const first = times[atOnce - 1];
  const last = times.at(-1);
  if (first === undefined || last === undefined || times.length < 3 * atOnce) {
    throw new Error('Too few completions for a rate');
  }
  return ((times.length - atOnce) * 1000) / (last - first);
}

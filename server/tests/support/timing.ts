/**
 * Mann–Whitney's z of two samples: how far their ranks are from what one distribution gives.
 * Ranks, not means: single slow answers on a busy machine do not move it.
 */
export function rankDistance(a: readonly number[], b: readonly number[]): number {
  const wins = a.reduce((sum, x) => sum + b.filter((y) => x > y).length, 0);
  const mean = (a.length * b.length) / 2;
  const deviation = Math.sqrt((a.length * b.length * (a.length + b.length + 1)) / 12);
  return (wins - mean) / deviation;
}

/** Times both tasks in turn, `rounds` times each; who goes first alternates. */
export async function interleave(
  rounds: number,
  tasks: readonly [() => Promise<unknown>, () => Promise<unknown>],
): Promise<readonly [readonly number[], readonly number[]]> {
  const samples: [number[], number[]] = [[], []];
  for (let round = 0; round < rounds; round += 1) {
    for (const index of round % 2 === 0 ? ([0, 1] as const) : ([1, 0] as const)) {
      const start = performance.now();
      await tasks[index]();
      samples[index].push(performance.now() - start);
    }
  }
  return samples;
}

/** Beyond this distance the two samples are told apart: one chance in 100,000 otherwise. */
export const rankAlarm = 4.5;

import type { ZxcvbnFactory } from '@zxcvbn-ts/core';

/** How many guesses a password would take, from 0 (one of the first) to 4 (too many to try). */
export type Strength = 0 | 1 | 2 | 3 | 4;

let loading: Promise<ZxcvbnFactory> | undefined;

/**
 * Loads the estimator and its word lists, a megabyte that nothing before a new password needs.
 */
async function load(): Promise<ZxcvbnFactory> {
  const [{ ZxcvbnFactory: Factory }, common, english] = await Promise.all([
    import('@zxcvbn-ts/core'),
    import('@zxcvbn-ts/language-common'),
    import('@zxcvbn-ts/language-en'),
  ]);
  return new Factory({
    dictionary: { ...common.dictionary, ...english.dictionary },
    graphs: common.adjacencyGraphs,
  });
}

/** The score grows with the square of the length: what follows adds nothing that is shown. */
const longestGuessed = 100;

/** Matched by the estimator's expressions, as a password is. */
const noSecret = 'aa-2026';

/**
 * Estimates how hard a password is to guess.
 * @param own what an attacker knows of this person: words that make it no stronger
 */
export async function estimateStrength(
  password: string,
  own: readonly string[],
): Promise<Strength> {
  loading ??= load();
  const estimator = await loading;
  const words = own.filter((word) => word !== '');
  const { score } = estimator.check(password.slice(0, longestGuessed), words);
  // The estimator keeps the last password that it was given, and so does `RegExp`.
  estimator.check(noSecret);
  return score;
}

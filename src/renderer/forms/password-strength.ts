import type { ZxcvbnFactory } from '@zxcvbn-ts/core';

/** The strength of a password, from 0 (among the first guesses) to 4 (too many guesses to try). */
export type Strength = 0 | 1 | 2 | 3 | 4;

let loading: Promise<ZxcvbnFactory> | undefined;

/**
 * Loads the estimator and its word lists: a megabyte that only a new password needs.
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

/** Estimating takes time that grows with the square of the length, and more characters do not change the score. */
const longestGuessed = 100;

/** Estimated after a password, so that the estimator and `RegExp` keep this text instead of it. */
const noSecret = 'aa-2026';

/**
 * Estimates how hard a password is to guess.
 * @param own what an attacker knows about the user: words that do not make the password stronger
 */
export async function estimateStrength(
  password: string,
  own: readonly string[],
): Promise<Strength> {
  loading ??= load();
  const estimator = await loading;
  const words = own.filter((word) => word !== '');
  const { score } = estimator.check(password.slice(0, longestGuessed), words);
  // The estimator keeps the last password that it checked, and so does `RegExp`.
  estimator.check(noSecret);
  return score;
}

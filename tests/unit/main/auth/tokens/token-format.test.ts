import { expect, it } from 'vitest';
import { tokenFormat } from '../../../../../src/main/auth/tokens/token-format.ts';

it.each(['t', '~', '!', ' t', 't ', 'two words', 'a.b-c_d~e+f/g=', 'x'.repeat(20_000)])(
  'a token may be %j',
  (text) => {
    expect(tokenFormat.test(text)).toBe(true);
  },
);

it.each(['', ' ', '   ', 't\n', '\tt', 't\u0000', 'jeton é', '\u007f', '𝒯'])(
  'a token cannot be %j',
  (text) => {
    expect(tokenFormat.test(text)).toBe(false);
  },
);

it('a text of a million letters that is no token is refused at once', () => {
  const started = performance.now();
  expect(tokenFormat.test(`${'x'.repeat(1_000_000)}\n`)).toBe(false);
  expect(performance.now() - started).toBeLessThan(10_000);
});

import { describe, expect, it } from 'vitest';
import { formatMoment, formatWait, secondsUntil } from '../../../../src/renderer/i18n/format.ts';

describe('secondsUntil', () => {
  it.each([
    [1000, 1],
    [1001, 2],
    [1, 1],
    [0, 0],
    [-5000, 0],
  ])('counts %i ms as %i s', (milliseconds, seconds) => {
    expect(secondsUntil(50_000 + milliseconds, 50_000)).toBe(seconds);
  });
});

describe('formatWait', () => {
  it.each([
    ['fr', 1, '1 seconde'],
    ['fr', 45, '45 secondes'],
    ['en', 119, '119 seconds'],
    ['en', 120, '2 minutes'],
    ['de', 121, '3 Minuten'],
    ['zh', 30, '30秒钟'],
  ] as const)('says in %s that %i s are %s', (language, seconds, words) => {
    expect(formatWait(language, seconds).replaceAll('\u00a0', ' ')).toBe(words);
  });
});

describe('formatMoment', () => {
  const now = new Date(2026, 10, 22, 16, 0).getTime();

  it('gives the time alone for today', () => {
    expect(formatMoment('fr', new Date(2026, 10, 22, 9, 5).getTime(), now)).toBe('09:05');
  });

  it('gives the day as well for another day', () => {
    expect(formatMoment('fr', new Date(2026, 10, 21, 9, 5).getTime(), now)).toContain(
      '21 nov. 2026',
    );
  });
});

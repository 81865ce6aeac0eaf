import { describe, expect, it } from 'vitest';
import { formatWait, secondsUntil } from '../../../../../src/renderer/i18n/format/waits.ts';

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
    ['en', 5400, '90 minutes'],
    ['en', 5401, '2 hours'],
    ['en', 7201, '3 hours'],
    ['fr', 72_000, '20 heures'],
    ['en', 72_000, '20 hours'],
    ['es', 72_000, '20 horas'],
    ['it', 72_000, '20 ore'],
    ['de', 72_000, '20 Stunden'],
    ['zh', 72_000, '20小时'],
    ['zh', 30, '30秒钟'],
  ] as const)('says in %s that %i s are %s', (language, seconds, words) => {
    expect(formatWait(language, seconds).replaceAll('\u00a0', ' ')).toBe(words);
  });
});

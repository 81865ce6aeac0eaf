import { describe, expect, it } from 'vitest';
import {
  formatDate,
  formatMoment,
  formatWait,
  regionalLocale,
  secondsUntil,
} from '../../../../src/renderer/i18n/format.ts';

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

describe('formatMoment', () => {
  const now = new Date(2026, 10, 22, 16, 0).getTime();

  it('gives the time alone for today', () => {
    expect(formatMoment('fr', new Date(2026, 10, 22, 9, 5).getTime(), now)).toBe('09:05');
  });

  it('gives the day too for another day', () => {
    expect(formatMoment('fr', new Date(2026, 10, 21, 9, 5).getTime(), now)).toContain(
      '21 nov. 2026',
    );
  });
});

describe('regionalLocale', () => {
  it.each([
    ['en', 'en-GB', 'en-GB'],
    ['en', 'fr-FR', 'en-FR'],
    ['de', 'de-CH', 'de-CH'],
    ['zh', 'zh-Hant-TW', 'zh-TW'],
    ['fr', 'fr', 'fr'],
    ['fr', undefined, 'fr'],
    ['es', 'C.UTF-8', 'es'],
  ] as const)('reads %s on a system in %s as %s', (language, system, locale) => {
    expect(regionalLocale(language, system)).toBe(locale);
  });
});

describe('a date in English', () => {
  const day = new Date(2026, 10, 26, 20, 49);

  it('is British for a reader in London', () => {
    const locale = regionalLocale('en', 'en-GB');
    expect(formatDate(locale, day)).toBe('26 November 2026');
    expect(formatMoment(locale, day.getTime(), day.getTime())).toBe('20:49');
  });

  it('is American for a reader in New York', () => {
    const locale = regionalLocale('en', 'en-US');
    expect(formatDate(locale, day)).toBe('November 26, 2026');
    expect(formatMoment(locale, day.getTime(), day.getTime())).toMatch(/^8:49\sPM$/);
  });
});

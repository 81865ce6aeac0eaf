import { describe, expect, it } from 'vitest';
import {
  formatAge,
  formatDate,
  formatInstant,
  formatMoment,
} from '../../../../../src/renderer/i18n/format/dates.ts';
import { regionalLocale } from '../../../../../src/renderer/i18n/format/regional-locale.ts';

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

describe('formatInstant', () => {
  it.each([
    ['en', 'en-US', '1/5/2026, 8:04:03 AM'],
    ['en', 'en-GB', '05/01/2026, 08:04:03'],
    ['fr', 'fr-FR', '05/01/2026 08:04:03'],
    ['fr', 'fr-CA', '2026-01-05 08 h 04 min 03 s'],
    ['de', 'de-DE', '05.01.2026, 08:04:03'],
    ['es', 'es-ES', '5/1/2026, 8:04:03'],
    ['it', 'it-IT', '05/01/2026, 08:04:03'],
    ['zh', 'zh-CN', '2026/1/5 08:04:03'],
  ] as const)('writes the whole year in %s for the region of %s: %s', (language, system, text) => {
    const at = new Date(2026, 0, 5, 8, 4, 3).getTime();
    expect(formatInstant(regionalLocale(language, system), at).replaceAll(/\s/g, ' ')).toBe(text);
  });
});

describe('formatAge', () => {
  it.each([
    ['en', 0, 'now'],
    ['en', -5, 'now'],
    ['en', 59, 'now'],
    ['fr', 59, 'maintenant'],
    ['en', 60, '1 minute ago'],
    ['en', 61, '1 minute ago'],
    ['de', 90 * 60, 'vor 1 Stunde'],
    ['en', 25 * 3600, '1 day ago'],
    ['zh-Hans', 25 * 3600, '1天前'],
    ['en', 400 * 24 * 3600, '400 days ago'],
  ] as const)('says in %s that %i s ago is "%s"', (locale, seconds, words) => {
    expect(formatAge(locale, 0, seconds * 1000)).toBe(words);
  });
});

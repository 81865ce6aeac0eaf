import { describe, expect, it } from 'vitest';
import { formatDate, formatMoment } from '../../../../../src/renderer/i18n/format/dates.ts';
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

import { describe, expect, it } from 'vitest';
import { formatAge } from '../../../../../src/renderer/i18n/format/dates.ts';
import { regionalLocale } from '../../../../../src/renderer/i18n/format/regional-locale.ts';
import { formatWait } from '../../../../../src/renderer/i18n/format/waits.ts';

describe('regionalLocale', () => {
  it.each([
    ['en', 'en-GB', 'en-GB'],
    ['en', 'fr-FR', 'en-FR'],
    ['de', 'de-CH', 'de-CH'],
    ['zh', 'zh-Hant-TW', 'zh-Hans-TW'],
    ['zh', 'zh-HK', 'zh-Hans-HK'],
    ['zh', 'en-US', 'zh-Hans-US'],
    ['zh', undefined, 'zh-Hans'],
    ['en', 'pt-BR', 'en-001-u-hc-h23'],
    ['en', 'zh-CN', 'en-001-u-hc-h23'],
    ['en', 'en-CA', 'en-CA'],
    ['fr', 'fr-CH', 'fr-CH'],
    ['de', 'de-AT', 'de-AT'],
    ['es', 'es-MX', 'es-MX'],
    ['fr', 'fr', 'fr'],
    ['fr', undefined, 'fr'],
    ['es', 'C.UTF-8', 'es'],
  ] as const)('reads %s on a system in %s as %s', (language, system, locale) => {
    expect(regionalLocale(language, system)).toBe(locale);
  });

  it.each([
    ['en', 'en-GB', '14 March 2026', '20:49'],
    ['en', 'en-CA', 'March 14, 2026', '8:49 p.m.'],
    ['en', 'pt-BR', '14 March 2026', '20:49'],
    ['en', 'en-US', 'March 14, 2026', '8:49 PM'],
    ['fr', 'fr-CH', '14 mars 2026', '20:49'],
    ['fr', 'fr-CA', '14 mars 2026', '20 h 49'],
    ['de', 'de-AT', '14. März 2026', '20:49'],
    ['es', 'es-MX', '14 de marzo de 2026', '8:49 p.m.'],
    ['zh', 'zh-HK', '2026年3月14日', '下午8:49'],
  ] as const)('writes dates in %s on a system in %s as %s, %s', (language, system, day, time) => {
    const locale = regionalLocale(language, system);
    const at = new Date('2026-03-14T20:49:00Z');
    const write = (style: Intl.DateTimeFormatOptions) =>
      new Intl.DateTimeFormat(locale, { ...style, timeZone: 'UTC' })
        .format(at)
        .replaceAll(/\s/gu, ' ');
    expect([write({ dateStyle: 'long' }), write({ timeStyle: 'short' })]).toEqual([day, time]);
  });

  it('writes ages and waits in simplified characters on a system in Hong Kong', () => {
    const locale = regionalLocale('zh', 'zh-Hant-HK');
    expect([formatAge(locale, 0, 2 * 3_600_000), formatWait(locale, 420)]).toEqual([
      '2小时前',
      '7分钟',
    ]);
  });
});

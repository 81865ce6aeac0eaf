import { describe, expect, it } from 'vitest';
import { regionalLocale } from '../../../../../src/renderer/i18n/format/regional-locale.ts';

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

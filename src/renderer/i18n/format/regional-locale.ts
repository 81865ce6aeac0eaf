import type { Language } from '@mytone/shared/languages.ts';

/**
 * The locale for dates and numbers: the language of the texts with the region of the system, so
 * that English in London reads "26 November", 20:49. `systemLocale` is a BCP 47 tag; one that
 * cannot be read, or names no region, leaves the language alone. The script of Chinese is written out:
 * Hong Kong and Taiwan would have traditional characters.
 */
export function regionalLocale(language: Language, systemLocale: string | undefined): string {
  const written = language === 'zh' ? 'zh-Hans' : language;
  try {
    const { region } = new Intl.Locale(systemLocale ?? language);
    if (region === undefined) {
      return written;
    }
    const regional = new Intl.Locale(written, { region }).toString();
    return language === 'en' && !hasOwnFormats(regional) ? worldEnglish(systemLocale) : regional;
  } catch {
    return written;
  }
}

function hasOwnFormats(locale: string): boolean {
  return new Intl.DateTimeFormat(locale).resolvedOptions().locale === locale;
}

/** English of no country, with the system's clock of 12 or 24 hours: the alternative is that of the USA. */
function worldEnglish(systemLocale: string | undefined): string {
  const { hourCycle } = new Intl.DateTimeFormat(systemLocale, {
    hour: 'numeric',
  }).resolvedOptions();
  return new Intl.Locale('en-001', hourCycle && { hourCycle }).toString();
}

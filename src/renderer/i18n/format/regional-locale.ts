import type { Language } from '@mytone/shared/languages.ts';

/**
 * The locale for dates and numbers: the language of the texts with the region of the system, so
 * that English in London reads "26 November", 20:49. `systemLocale` is a BCP 47 tag; one that
 * cannot be read, or names no region, leaves the language alone.
 */
export function regionalLocale(language: Language, systemLocale: string | undefined): string {
  try {
    const { region } = new Intl.Locale(systemLocale ?? language);
    return region === undefined ? language : new Intl.Locale(language, { region }).toString();
  } catch {
    return language;
  }
}

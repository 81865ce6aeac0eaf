import type { Language } from '@mytone/shared/languages.ts';

/** Each language in its own words, so that it is found by those who need it. */
export const languageNames = {
  fr: 'Français',
  en: 'English',
  es: 'Español',
  it: 'Italiano',
  de: 'Deutsch',
  zh: '简体中文',
} as const satisfies Record<Language, string>;

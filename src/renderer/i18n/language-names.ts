import type { Language } from '@mytone/shared/languages.ts';

/** Each language's own name, so that its readers can find it. */
export const languageNames = {
  fr: 'Français',
  en: 'English',
  es: 'Español',
  it: 'Italiano',
  de: 'Deutsch',
  zh: '简体中文',
} as const satisfies Record<Language, string>;

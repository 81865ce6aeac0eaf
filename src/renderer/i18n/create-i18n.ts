import { defaultLanguage, type Language } from '@mytone/shared/preferences.ts';
import { createInstance, type i18n } from 'i18next';
import { initReactI18next } from 'react-i18next';
import { de } from './de.ts';
import { en } from './en.ts';
import { es } from './es.ts';
import { fr } from './fr.ts';
import { it } from './it.ts';
import type { Words } from './words.ts';
import { zh } from './zh.ts';

declare module 'i18next' {
  interface CustomTypeOptions {
    defaultNS: 'translation';
    resources: { translation: typeof fr };
  }
}

/** The words of every language of the product. */
export const wordsOf = { fr, en, es, it, de, zh } as const satisfies Record<Language, Words>;

/** A translator with every language built in: nothing is loaded later. */
export function createI18n(): i18n {
  const instance = createInstance();
  void instance.use(initReactI18next).init({
    lng: defaultLanguage,
    fallbackLng: false,
    resources: Object.fromEntries(
      Object.entries(wordsOf).map(([language, translation]) => [language, { translation }]),
    ),
    initAsync: false,
    // React escapes what it draws.
    interpolation: { escapeValue: false },
  });
  return instance;
}

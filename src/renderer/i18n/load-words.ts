import type { Language } from '@mytone/shared/languages.ts';
import type { OnDemandWords, Words } from './words.ts';

/** One chunk per language, so that the first screen loads the texts of one language only. */
export const loadWords: { readonly [Key in Language]: () => Promise<Words> } = {
  fr: async () => (await import('./languages/fr.ts')).fr,
  en: async () => (await import('./languages/en.ts')).en,
  es: async () => (await import('./languages/es.ts')).es,
  it: async () => (await import('./languages/it.ts')).it,
  de: async () => (await import('./languages/de.ts')).de,
  zh: async () => (await import('./languages/zh.ts')).zh,
};

/** The texts that no first screen shows: all languages in one chunk. */
export async function loadOnDemandWords(language: Language): Promise<OnDemandWords> {
  const { onDemandWordsOf } = await import('./on-demand/words-of.ts');
  return onDemandWordsOf[language];
}

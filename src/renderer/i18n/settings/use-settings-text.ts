import type { Language } from '@mytone/shared/languages.ts';
import { useMemo } from 'react';
import { useSpeech } from '../speech.ts';
import { createTranslator, type Translator } from '../translate.ts';
import { de } from './de.ts';
import { en } from './en.ts';
import { es } from './es.ts';
import { fr } from './fr.ts';
import { it } from './it.ts';
import type { SettingsWords } from './words.ts';
import { zh } from './zh.ts';

/** All languages in one chunk, which loads with the settings: that is where the language changes. */
export const settingsWordsOf = { fr, en, es, it, de, zh } as const satisfies Record<
  Language,
  SettingsWords
>;

export type TranslateSettings = Translator<typeof fr>;

/** The translator of the settings, in the language on the screen. */
export function useSettingsText(): TranslateSettings {
  const { language } = useSpeech();
  return useMemo(() => createTranslator<typeof fr>(settingsWordsOf[language]), [language]);
}

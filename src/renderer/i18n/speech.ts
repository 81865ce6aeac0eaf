import type { Language } from '@mytone/shared/languages.ts';
import { createContext, use, useContext } from 'react';
import type { FullTranslate, Translate } from './translate.ts';

/** The displayed language: its texts, and the locale of its dates and numbers. */
export interface Speech {
  readonly language: Language;
  /** Knows the texts of the first screens. */
  readonly t: Translate;
  /** Loads the other texts; the promise is the same for every caller. */
  readonly loadAll: () => Promise<FullTranslate>;
  /** BCP 47: the language, with the user's region if it is known. */
  readonly locale: string;
}

export const SpeechContext = createContext<Speech | null>(null);

/** The displayed language. For components inside App: it throws outside. */
export function useSpeech(): Speech {
  const speech = useContext(SpeechContext);
  if (speech === null) {
    throw new Error('useSpeech is for components inside App');
  }
  return speech;
}

/** The translator of the language on the screen. */
export function useText(): Translate {
  return useSpeech().t;
}

/** The same for what is not part of a first screen: suspends the component until all texts are loaded. */
export function useFullText(): FullTranslate {
  return use(useSpeech().loadAll());
}

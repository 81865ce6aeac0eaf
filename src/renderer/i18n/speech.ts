import type { Language } from '@mytone/shared/languages.ts';
import { createContext, useContext } from 'react';
import type { Translate } from './translate.ts';

/** The displayed language: its texts, and the locale of its dates and numbers. */
export interface Speech {
  readonly language: Language;
  readonly t: Translate;
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

import { defaultLanguage, type Language } from '@mytone/shared/languages.ts';
import { startTransition, useLayoutEffect, useMemo, useState } from 'react';
import { useStore } from 'zustand';
import { regionalLocale } from '../i18n/format/regional-locale.ts';
import { loadOnDemandWords, loadWords } from '../i18n/load-words.ts';
import type { Speech } from '../i18n/speech.ts';
import { createFullTranslate, createTranslate, type FullTranslate } from '../i18n/translate.ts';
import type { Words } from '../i18n/words.ts';
import type { RendererStore } from './renderer-store.ts';

type Spoken = Omit<Speech, 'locale'>;

function speak(language: Language, words: Words): Spoken {
  let all: Promise<FullTranslate> | undefined;
  return {
    language,
    t: createTranslate(words),
    loadAll: () => {
      all ??= loadOnDemandWords(language).then((more) => createFullTranslate(words, more));
      return all;
    },
  };
}

/**
 * The texts of the user's language, loaded when it is chosen; null until the first has loaded. If main
 * could not report the preferences, the default language is used.
 */
export function useSpokenLanguage(store: RendererStore): Speech | null {
  const wanted = useStore(
    store,
    ({ preferences, fault }) => preferences?.language ?? (fault === null ? null : defaultLanguage),
  );
  const systemLocale = useStore(store, ({ appInfo }) => appInfo?.systemLocale);
  const [spoken, setSpoken] = useState<Spoken | null>(null);

  // A layout effect, so that the first screen is not delayed by an empty paint.
  useLayoutEffect(() => {
    if (wanted === null) {
      return;
    }
    let isCurrent = true;
    void loadWords[wanted]().then((words) => {
      if (!isCurrent) {
        return;
      }
      document.documentElement.lang = wanted === 'zh' ? 'zh-Hans' : wanted;
      // In slices, so that the first screen is not one long task.
      startTransition(() => setSpoken(speak(wanted, words)));
    });
    return () => {
      isCurrent = false;
    };
  }, [wanted]);

  return useMemo(
    () => spoken && { ...spoken, locale: regionalLocale(spoken.language, systemLocale) },
    [spoken, systemLocale],
  );
}

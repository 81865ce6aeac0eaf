import type { Language } from '@mytone/shared/languages.ts';
import type { OnDemandWords } from '../words.ts';
import { de } from './de.ts';
import { en } from './en.ts';
import { es } from './es.ts';
import { fr } from './fr.ts';
import { it } from './it.ts';
import { zh } from './zh.ts';

/** The texts that load on demand, by language. */
export const onDemandWordsOf = { fr, en, es, it, de, zh } as const satisfies Record<
  Language,
  OnDemandWords
>;

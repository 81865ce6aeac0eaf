import type { Language } from '@mytone/shared/languages.ts';
import { de } from './languages/de.ts';
import { en } from './languages/en.ts';
import { es } from './languages/es.ts';
import { fr } from './languages/fr.ts';
import { it } from './languages/it.ts';
import { zh } from './languages/zh.ts';
import type { Words } from './words.ts';

/** The words of every language at once; for tests and the gallery, not for the page. */
export const wordsOf = { fr, en, es, it, de, zh } as const satisfies Record<Language, Words>;

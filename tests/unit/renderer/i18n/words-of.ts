import type { Language } from '@mytone/shared/languages.ts';
import { de } from '../../../../src/renderer/i18n/languages/de.ts';
import { en } from '../../../../src/renderer/i18n/languages/en.ts';
import { es } from '../../../../src/renderer/i18n/languages/es.ts';
import { fr } from '../../../../src/renderer/i18n/languages/fr.ts';
import { it } from '../../../../src/renderer/i18n/languages/it.ts';
import { zh } from '../../../../src/renderer/i18n/languages/zh.ts';
import type { Words } from '../../../../src/renderer/i18n/words.ts';

/** The words of every language at once; the page loads only the user's. */
export const wordsOf = { fr, en, es, it, de, zh } as const satisfies Record<Language, Words>;

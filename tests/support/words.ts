import type { Language } from '@mytone/shared/languages.ts';
import { de as deFirst } from '../../src/renderer/i18n/languages/de.ts';
import { en as enFirst } from '../../src/renderer/i18n/languages/en.ts';
import { es as esFirst } from '../../src/renderer/i18n/languages/es.ts';
import { fr as frFirst } from '../../src/renderer/i18n/languages/fr.ts';
import { it as itFirst } from '../../src/renderer/i18n/languages/it.ts';
import { zh as zhFirst } from '../../src/renderer/i18n/languages/zh.ts';
import { onDemandWordsOf } from '../../src/renderer/i18n/on-demand/words-of.ts';
import type { OnDemandWords, Words } from '../../src/renderer/i18n/words.ts';

/** All texts of a language but those of the settings; the page loads them in two parts. */
export type AllWords = Words & OnDemandWords;

export const fr = { ...frFirst, ...onDemandWordsOf.fr } as const;
export const en = { ...enFirst, ...onDemandWordsOf.en } as const;
const es = { ...esFirst, ...onDemandWordsOf.es } as const;
const it = { ...itFirst, ...onDemandWordsOf.it } as const;
export const de = { ...deFirst, ...onDemandWordsOf.de } as const;
export const zh = { ...zhFirst, ...onDemandWordsOf.zh } as const;

export const wordsOf = { fr, en, es, it, de, zh } as const satisfies Record<Language, AllWords>;

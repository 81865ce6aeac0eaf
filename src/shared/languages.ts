/** The product's languages, French first (docs/contract.md, "Languages and look"). BCP 47 tags. */
export const languages = ['fr', 'en', 'es', 'it', 'de', 'zh'] as const;
export type Language = (typeof languages)[number];
export const defaultLanguage: Language = 'fr';

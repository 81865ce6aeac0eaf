import * as z from 'zod/mini';

/** The product's languages, French first (contract.md, "Languages and look"). BCP 47 tags. */
export const languages = ['fr', 'en', 'es', 'it', 'de', 'zh'] as const;
export type Language = (typeof languages)[number];
export const defaultLanguage: Language = 'fr';

export const themes = ['system', 'light', 'dark'] as const;
export type Theme = (typeof themes)[number];

export const preferencesSchema = z.strictObject({
  language: z.enum(languages),
  theme: z.enum(themes),
});

/** What the user chose for the look of the application; kept in the settings file. */
export type Preferences = Readonly<z.infer<typeof preferencesSchema>>;

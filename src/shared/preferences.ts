import * as z from 'zod/mini';
import { languages } from './languages.ts';
import { themes } from './themes.ts';

export const preferencesSchema = z.strictObject({
  language: z.enum(languages),
  theme: z.enum(themes),
});

/** What the user chose for the look of the application; kept in the settings file. */
export type Preferences = Readonly<z.infer<typeof preferencesSchema>>;

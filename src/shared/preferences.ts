import * as z from 'zod/mini';
import { languages } from './languages.ts';
import { themes } from './themes.ts';

/** The sizes of text and of everything beside it, in percent, as browsers step through them. */
export const zoomSteps = [50, 67, 75, 80, 90, 100, 110, 125, 150, 175, 200, 250, 300] as const;

/** A size in percent; a pinch may lie between two steps. */
export const zoomSchema = z.int().check(z.gte(50), z.lte(300));

export const preferencesSchema = z.strictObject({
  language: z.enum(languages),
  theme: z.enum(themes),
  zoom: zoomSchema,
});

/** What the user chose for the look of the application; kept in the settings file. */
export type Preferences = Readonly<z.infer<typeof preferencesSchema>>;

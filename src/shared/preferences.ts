import * as z from 'zod/mini';
import { languages } from './languages.ts';
import { themes } from './themes.ts';

/** The zoom steps in percent, the same as in browsers. */
export const zoomSteps = [50, 67, 75, 80, 90, 100, 110, 125, 150, 175, 200, 250, 300] as const;

/** A zoom in percent; a pinch gesture may set a value between two steps. */
export const zoomSchema = z.int().check(z.gte(50), z.lte(300));

export const preferencesSchema = z.strictObject({
  language: z.enum(languages),
  theme: z.enum(themes),
  zoom: zoomSchema,
});

/** The user's choices for the look of the application; stored in the settings file. */
export type Preferences = Readonly<z.infer<typeof preferencesSchema>>;

import * as z from 'zod/mini';
import type { CommandName, Commands } from './bridge.ts';
import { signInInputSchema, signUpInputSchema } from './inputs.ts';
import { linkIds } from './links.ts';
import { preferencesSchema } from './preferences.ts';

const nothing = z.undefined();

/** What main accepts as the argument of each command; anything else is `invalid-input`. */
export const commandInputs = {
  getAuthState: nothing,
  signIn: signInInputSchema,
  signUp: signUpInputSchema,
  cancelSignIn: nothing,
  signOut: nothing,
  retry: nothing,
  getDiary: nothing,
  getPreferences: nothing,
  setPreferences: preferencesSchema,
  getAppInfo: nothing,
  openLink: z.enum(linkIds),
} as const satisfies { [Name in CommandName]: z.ZodMiniType<Commands[Name]['input']> };

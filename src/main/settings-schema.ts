import { z } from 'zod';
import { signOutReasons } from '../shared/auth-state.ts';
import { preferencesSchema } from '../shared/preferences.ts';
import { userSchema } from '../shared/user.ts';
import { emptySessionRecord, type SessionRecord } from './auth/ports.ts';

const windowPlacementSchema = z.object({
  x: z.int(),
  y: z.int(),
  width: z.int().positive(),
  height: z.int().positive(),
  isMaximized: z.boolean(),
});

/** Where the window was closed; display-independent pixels, as Electron counts them. */
export type WindowPlacement = Readonly<z.infer<typeof windowPlacementSchema>>;

const sessionRecordSchema = z.object({
  marker: z.object({ userId: z.int().nullable(), storedAt: z.number() }).nullable(),
  profile: userSchema.nullable(),
  verifiedAt: z.number().nullable(),
  lastEmail: z.string().nullable(),
  signOutReason: z.enum(signOutReasons).nullable(),
  endedSession: z.number().nullable().default(emptySessionRecord.endedSession),
  pendingRevocations: z.int().nonnegative().default(emptySessionRecord.pendingRevocations),
}) satisfies z.ZodType<SessionRecord>;

/** Everything the settings file may hold; nothing of it is secret. */
export const settingsSchema = z.object({
  window: windowPlacementSchema.nullable().default(null),
  preferences: preferencesSchema.nullable().default(null),
  /** By API origin, so that two APIs never share a session. */
  sessions: z.record(z.string(), sessionRecordSchema).default({}),
});

export type Settings = Readonly<z.infer<typeof settingsSchema>>;

export const defaultSettings: Settings = settingsSchema.parse({});

import { signOutReasons } from '@mytone/shared/auth-state.ts';
import { preferencesSchema } from '@mytone/shared/preferences.ts';
import { userIdSchema, userSchema } from '@mytone/shared/user.ts';
import * as z from 'zod/mini';
import { emptySessionRecord, type SessionRecord } from '../auth/ports.ts';

const windowPlacementSchema = z.object({
  x: z.int(),
  y: z.int(),
  width: z.int().check(z.positive()),
  height: z.int().check(z.positive()),
  isMaximized: z.boolean(),
});

/** Where the window was closed; display-independent pixels, as Electron counts them. */

const sessionRecordSchema = z.object({
  marker: z.nullable(z.object({ userId: z.nullable(userIdSchema), storedAt: z.number() })),
  profile: z.nullable(userSchema),
  verifiedAt: z.nullable(z.number()),
  lastEmail: z.nullable(z.string()),
  signOutReason: z.nullable(z.enum(signOutReasons)),
  endedSession: z._default(z.nullable(z.number()), emptySessionRecord.endedSession),
  pendingRevocations: z._default(
    z.int().check(z.nonnegative()),
    emptySessionRecord.pendingRevocations,
  ),
}) satisfies z.ZodMiniType<SessionRecord>;

/** Everything the settings file may hold; nothing of it is secret. */
export const settingsSchema = z.object({
  window: z._default(z.nullable(windowPlacementSchema), null),
  preferences: z._default(z.nullable(preferencesSchema), null),
  /** By API origin, so that two APIs never share a session. */
  sessions: z._default(z.record(z.string(), sessionRecordSchema), {}),
});

export type Settings = Readonly<z.infer<typeof settingsSchema>>;

export const defaultSettings: Settings = settingsSchema.parse({});

import { signOutReasons } from '@mytone/shared/auth-state.ts';
import { languages } from '@mytone/shared/languages.ts';
import { zoomSchema } from '@mytone/shared/preferences.ts';
import { themes } from '@mytone/shared/themes.ts';
import { userIdSchema, userSchema } from '@mytone/shared/user.ts';
import * as z from 'zod/mini';
import { emptySessionRecord, type SessionRecord } from '../auth/ports.ts';

// The file is read section by section, and inside a section value by value: a value that is damaged,
// or comes from another version of the application, does not affect the others.

const windowPlacementSchema = z.object({
  x: z.int(),
  y: z.int(),
  width: z.int().check(z.positive()),
  height: z.int().check(z.positive()),
  isMaximized: z.boolean(),
});

const preferencesSchema = z.object({
  /** Null until the user has chosen one that this version knows. */
  language: z.catch(z.nullable(z.enum(languages)), null),
  theme: z.catch(z.nullable(z.enum(themes)), null),
  zoom: z.catch(z.nullable(zoomSchema), null),
});

const time = z.catch(z.nullable(z.number()), null);

const sessionRecordSchema = z.object({
  marker: z.catch(
    z.nullable(z.object({ userId: z.catch(z.nullable(userIdSchema), null), storedAt: z.number() })),
    null,
  ),
  profile: z.catch(z.nullable(userSchema), null),
  verifiedAt: time,
  lastEmail: z.catch(z.nullable(z.string()), null),
  signOutReason: z.pipe(
    z.catch(z.nullable(z.string()), null),
    // A reason of a newer version: the session has ended, for an unknown reason.
    z.catch(z.nullable(z.enum(signOutReasons)), 'user'),
  ),
  endedSession: time,
  // If the count cannot be read, the engine looks into the vault.
  pendingRevocations: z._default(z.catch(z.int().check(z.nonnegative()), 1), 0),
  tokenChecksums: z._default(z.catch(z.array(z.string()), []), []),
  tokenSession: z._default(time, null),
}) satisfies z.ZodMiniType<SessionRecord>;

/** The content of the settings file. None of it is secret. */
export interface Settings {
  /** Bounds of the window when it was last closed, in display-independent pixels; null before that. */
  readonly window: Readonly<z.infer<typeof windowPlacementSchema>> | null;
  readonly preferences: Readonly<z.infer<typeof preferencesSchema>>;
  /** By API origin, so that two APIs never share a session. */
  readonly sessions: Readonly<Record<string, SessionRecord>>;
}

export const defaultSettings: Settings = {
  window: null,
  preferences: { language: null, theme: null, zoom: null },
  sessions: {},
};

/** The version of each section's format. A section without one was written before there were versions. */
export const sectionVersions = { window: 1, preferences: 1, sessions: 1 } as const;
export type SectionName = keyof typeof sectionVersions;

const object = z.record(z.string(), z.unknown());
const versionSchema = z.catch(z.int(), 0);

/**
 * Reads the content of a settings file.
 *
 * @param onSection called with each section's version: one per API origin for `sessions`
 * @returns null if it is not an object: then the file is not ours, or is destroyed
 */
export function readSettings(
  content: unknown,
  onSection: (section: SectionName, version: number) => void,
): Settings | null {
  const sections = object.safeParse(content);
  if (!sections.success) {
    return null;
  }

  function read<Section>(
    name: SectionName,
    value: unknown,
    schema: z.ZodMiniType<Section>,
    fallback: Section,
  ): Section {
    const section = object.safeParse(value);
    if (!section.success) {
      return fallback;
    }
    onSection(name, versionSchema.parse(section.data['version']));
    const parsed = schema.safeParse(section.data);
    return parsed.success ? parsed.data : fallback;
  }

  const { window, preferences, sessions } = sections.data;
  const origins = Object.entries(object.safeParse(sessions).data ?? {});
  return {
    window: read('window', window, z.nullable(windowPlacementSchema), defaultSettings.window),
    preferences: read('preferences', preferences, preferencesSchema, defaultSettings.preferences),
    sessions: Object.fromEntries(
      origins.map(([origin, record]) => [
        origin,
        read('sessions', record, sessionRecordSchema, emptySessionRecord),
      ]),
    ),
  };
}

/** The content of a settings file, each section with its version. */
export function writeSettings({ window, preferences, sessions }: Settings) {
  return {
    window: window && { version: sectionVersions.window, ...window },
    preferences: { version: sectionVersions.preferences, ...preferences },
    sessions: Object.fromEntries(
      Object.entries(sessions).map(([origin, record]) => [
        origin,
        { version: sectionVersions.sessions, ...record },
      ]),
    ),
  };
}

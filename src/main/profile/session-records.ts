import { emptySessionRecord, type SessionRecord, type SessionRecords } from '../auth/ports.ts';
import type { SettingsFile } from './settings.ts';

/** The session's non-secret data in the settings file, separate for each API origin. */
export function createSessionRecords(settings: SettingsFile, apiOrigin: string): SessionRecords {
  const read = (): SessionRecord => settings.get().sessions[apiOrigin] ?? emptySessionRecord;
  return {
    read,
    update(change) {
      const sessions = settings.get().sessions;
      settings.update({ sessions: { ...sessions, [apiOrigin]: { ...read(), ...change } } });
    },
  };
}

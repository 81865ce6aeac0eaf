import type { Log, LogFields } from '../../../src/main/ports.ts';
import type { SettingsFile } from '../../../src/main/profile/settings.ts';
import { defaultSettings } from '../../../src/main/profile/settings-schema.ts';

export interface RecordedLog extends Log {
  readonly entries: {
    readonly level: string;
    readonly event: string;
    readonly fields: LogFields;
  }[];
}

export function createRecordedLog(): RecordedLog {
  const entries: RecordedLog['entries'] = [];
  const add =
    (level: string) =>
    (event: string, fields: LogFields = {}) =>
      void entries.push({ level, event, fields });
  return {
    entries,
    info: add('info'),
    warn: add('warn'),
    error: (event, _cause, fields) => add('error')(event, fields),
  };
}

export function createSettingsInMemory(): SettingsFile {
  let settings = defaultSettings;
  return {
    get: () => settings,
    update(change) {
      settings = { ...settings, ...change };
    },
    prepareWriting: async () => {},
  };
}

/**
 * The mode of a file that only its owner may read. Windows has no modes, and the access list of the
 * profile folder protects there: Node reports what any file has.
 */
export const ownerOnly = process.platform === 'win32' ? 0o666 : 0o600;

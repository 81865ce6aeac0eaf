import { readFileSync, renameSync } from 'node:fs';
import { join } from 'node:path';
import type Store from 'electron-store';
import type { Log } from '../ports.ts';
import {
  defaultSettings,
  readSettings,
  type SectionName,
  type Settings,
  sectionVersions,
  writeSettings,
} from './settings-schema.ts';

const fileName = 'settings';

export interface SettingsFile {
  get(): Settings;
  /** Never throws: a change that cannot be written stays in memory until a later write works. */
  update(change: Partial<Settings>): void;
  /**
   * Loads what writing needs, which takes longer than all that comes before the first window;
   * until then changes wait in memory. Never rejects.
   */
  prepareWriting(): Promise<void>;
}

interface SettingsDeps {
  /** Absolute path of the profile. */
  readonly profile: string;
  readonly log: Log;
  /** Epoch milliseconds. */
  readonly now: () => number;
}

/**
 * Opens the settings file. A section that is damaged or of another version does not affect the others.
 * A file that cannot be read at all is renamed to `.bad-<time>`, and the defaults are used.
 */
export function openSettings({ profile, log, now }: SettingsDeps): SettingsFile {
  const path = join(profile, `${fileName}.json`);
  let settings = readOrSetAside();
  let isWritten = true;
  let store: Store | null = null;
  let opening: Promise<void> | null = null;

  function readOrSetAside(): Settings {
    const text = readText();
    if (text === undefined) {
      return defaultSettings;
    }
    const read = readSettings(parseJson(text), noteVersion);
    if (read === null) {
      setAside();
    }
    return read ?? defaultSettings;
  }

  function noteVersion(section: SectionName, version: number): void {
    if (version > sectionVersions[section]) {
      log.warn('settings.newer', { section, version });
    }
  }

  function readText(): string | undefined {
    try {
      return readFileSync(path, 'utf8');
    } catch (error) {
      if (isMissing(error)) {
        return undefined;
      }
      // Renamed too: the next write would replace what could not be read.
      log.error('settings.unreadable', error);
      return '';
    }
  }

  function setAside(): void {
    try {
      renameSync(path, `${path}.bad-${now()}`);
      log.warn('settings.set-aside');
    } catch (error) {
      log.error('settings.not-set-aside', error);
    }
  }

  function write(): void {
    if (store === null) {
      void prepareWriting();
      return;
    }
    try {
      store.store = writeSettings(settings);
      isWritten = true;
    } catch (error) {
      log.error('settings.not-written', error);
    }
  }

  async function prepareWriting(): Promise<void> {
    opening ??= openStore(profile).then(
      (opened) => {
        store = opened;
        if (!isWritten) {
          write();
        }
      },
      (error: unknown) => {
        opening = null;
        log.error('settings.not-writable', error);
      },
    );
    await opening;
  }

  return {
    get: () => settings,
    update(change) {
      settings = { ...settings, ...change };
      isWritten = false;
      write();
    },
    prepareWriting,
  };
}

async function openStore(cwd: string): Promise<Store> {
  const { default: ElectronStore } = await import('electron-store');
  return new ElectronStore({
    cwd,
    name: fileName,
    configFileMode: 0o600,
    // Keys of `sessions` are origins, which contain dots.
    accessPropertiesByDotNotation: false,
    deserialize: (text) => JSON.parse(withoutMark(text)) as Record<string, unknown>,
  });
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(withoutMark(text));
  } catch {
    return undefined;
  }
}

/** Some editors add a byte order mark, which JSON does not allow. */
function withoutMark(text: string): string {
  return text.replace(/^\uFEFF/, '');
}

function isMissing(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'ENOENT';
}

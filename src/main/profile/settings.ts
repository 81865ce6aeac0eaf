import { readFileSync, renameSync } from 'node:fs';
import { join } from 'node:path';
import type Store from 'electron-store';
import type { Log } from '../ports.ts';
import { defaultSettings, type Settings, settingsSchema } from './settings-schema.ts';

const fileName = 'settings';

export interface SettingsFile {
  get(): Settings;
  /** Never throws: what cannot be written lives in memory until a later write works. */
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

/** Opens the settings file. A corrupt one is kept aside as `.bad-<time>`; defaults take over. */
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
    const parsed = settingsSchema.safeParse(parseJson(text));
    if (parsed.success) {
      return parsed.data;
    }
    setAside();
    return defaultSettings;
  }

  function readText(): string | undefined {
    try {
      return readFileSync(path, 'utf8');
    } catch (error) {
      if (isMissing(error)) {
        return undefined;
      }
      // Set aside like a corrupt one: the next write would replace what could not be read.
      log.error('settings not readable', error);
      return '';
    }
  }

  function setAside(): void {
    try {
      renameSync(path, `${path}.bad-${now()}`);
      log.warn('settings corrupt, kept aside');
    } catch (error) {
      log.error('settings corrupt, not kept aside', error);
    }
  }

  function write(): void {
    if (store === null) {
      void prepareWriting();
      return;
    }
    try {
      store.store = settings;
      isWritten = true;
    } catch (error) {
      log.error('settings not written', error);
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
        log.error('settings not writable', error);
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
    // Keys of `sessions` are origins, which hold dots.
    accessPropertiesByDotNotation: false,
  });
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function isMissing(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'ENOENT';
}

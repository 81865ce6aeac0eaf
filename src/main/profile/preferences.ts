import { defaultLanguage, languages } from '@mytone/shared/languages.ts';
import type { Preferences } from '@mytone/shared/preferences.ts';
import type { SettingsFile } from './settings.ts';

export interface PreferencesOwner {
  get(): Preferences;
  set(preferences: Preferences): void;
  /** Calls `listener` after every change. */
  onChange(listener: (preferences: Preferences) => void): void;
}

/**
 * The user's choices, kept in the settings file. Before there are any: the system's theme, and
 * its first language that we speak. `getSystemLanguages` gives BCP 47 tags, best liked first.
 */
export function createPreferences(
  settings: SettingsFile,
  getSystemLanguages: () => readonly string[],
): PreferencesOwner {
  const listeners: ((preferences: Preferences) => void)[] = [];
  return {
    get: () =>
      settings.get().preferences ?? {
        language: pickLanguage(getSystemLanguages()),
        theme: 'system',
      },
    set(preferences) {
      settings.update({ preferences });
      for (const listener of listeners) {
        listener(preferences);
      }
    },
    onChange: (listener) => void listeners.push(listener),
  };
}

function pickLanguage(tags: readonly string[]): Preferences['language'] {
  const subtags = tags.map((tag) => tag.split('-')[0]?.toLowerCase());
  const spoken = subtags.map((subtag) => languages.find((language) => language === subtag));
  return spoken.find((language) => language !== undefined) ?? defaultLanguage;
}

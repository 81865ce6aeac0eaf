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
 * The user's choices, kept in the settings file. Until there are any: the system's theme, and the
 * first of its languages that we speak. `getSystemLanguages` gives BCP 47 tags, best liked first.
 */
export function createPreferences(
  settings: SettingsFile,
  getSystemLanguages: () => readonly string[],
): PreferencesOwner {
  const listeners: ((preferences: Preferences) => void)[] = [];
  return {
    get() {
      const { language, theme } = settings.get().preferences;
      return { language: language ?? pickLanguage(getSystemLanguages()), theme: theme ?? 'system' };
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

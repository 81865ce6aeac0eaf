import { defaultLanguage, languages } from '@mytone/shared/languages.ts';
import type { Preferences } from '@mytone/shared/preferences.ts';
import type { SettingsFile } from './settings.ts';

export interface PreferencesOwner {
  get(): Preferences;
  /**
   * Whether the user should be asked for a language: nothing was chosen yet, and the system prefers
   * Traditional Chinese, whose readers may like another language better than Simplified Chinese.
   */
  asksForLanguage(): boolean;
  set(preferences: Preferences): void;
  /** Calls `listener` after every change. */
  onChange(listener: (preferences: Preferences) => void): void;
}

/**
 * The user's choices, stored in the settings file. The defaults are the system's theme, and the first
 * of its languages that the application has. `getSystemLanguages` returns BCP 47 tags, preferred first.
 */
export function createPreferences(
  settings: SettingsFile,
  getSystemLanguages: () => readonly string[],
): PreferencesOwner {
  const listeners: ((preferences: Preferences) => void)[] = [];
  return {
    get() {
      const { language, theme, zoom } = settings.get().preferences;
      return {
        language: language ?? pickLanguage(getSystemLanguages()),
        theme: theme ?? 'system',
        zoom: zoom ?? 100,
      };
    },
    asksForLanguage() {
      const isChosen = settings.get().preferences.language !== null;
      const spoken = getSystemLanguages().find((tag) => languageOf(tag) !== undefined);
      return !isChosen && spoken !== undefined && isTraditionalChinese(spoken);
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
  return tags.map(languageOf).find((language) => language !== undefined) ?? defaultLanguage;
}

function languageOf(tag: string): Preferences['language'] | undefined {
  const subtag = tag.split(/[-_]/)[0]?.toLowerCase();
  return languages.find((language) => language === subtag);
}

/** By its script, else by the region: Taiwan, Hong Kong and Macau write it. */
function isTraditionalChinese(tag: string): boolean {
  return /^zh[-_]/i.test(tag) && !/hans/i.test(tag) && /[-_](hant|tw|hk|mo)\b/i.test(tag);
}

import type { NativeTheme } from 'electron';
import type { PreferencesOwner } from '../profile/preferences.ts';

/** Applies the user's theme to frames, dialogs and the page's `prefers-color-scheme`. */
export function followTheme(
  nativeTheme: Pick<NativeTheme, 'themeSource'>,
  preferences: PreferencesOwner,
): void {
  nativeTheme.themeSource = preferences.get().theme;
  preferences.onChange(({ theme }) => {
    nativeTheme.themeSource = theme;
  });
}

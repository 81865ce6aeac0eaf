import { expect, test } from 'vitest';
import { createPreferences } from '../../../../src/main/profile/preferences.ts';
import { followTheme } from '../../../../src/main/window/theme.ts';
import { createSettingsInMemory } from '../fakes.ts';

function setUp() {
  const nativeTheme: Parameters<typeof followTheme>[0] = { themeSource: 'light' };
  const preferences = createPreferences(createSettingsInMemory(), () => []);
  followTheme(nativeTheme, preferences);
  return { nativeTheme, preferences };
}

test('the application starts in the theme of the user', () => {
  expect(setUp().nativeTheme.themeSource).toBe('system');
});

test('a new choice shows at once', () => {
  const { nativeTheme, preferences } = setUp();
  preferences.set({ language: 'fr', theme: 'dark', zoom: 100 });
  expect(nativeTheme.themeSource).toBe('dark');
});

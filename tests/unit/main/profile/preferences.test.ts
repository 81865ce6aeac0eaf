import { describe, expect, test, vi } from 'vitest';
import { createPreferences } from '../../../../src/main/profile/preferences.ts';
import { createSettingsInMemory } from '../fakes.ts';

function startWith(systemLanguages: string[]) {
  return createPreferences(createSettingsInMemory(), () => systemLanguages).get();
}

describe('before the user has chosen', () => {
  test.each([
    [['de-AT', 'en'], 'de'],
    [['EN-us'], 'en'],
    [['zh-Hans-CN'], 'zh'],
    [['pt-BR', 'it-IT', 'en'], 'it'],
    [['pt-BR'], 'fr'],
    [[], 'fr'],
    [[''], 'fr'],
  ])('the language for a system that prefers %j is %s', (systemLanguages, language) => {
    expect(startWith(systemLanguages).language).toBe(language);
  });

  test('the theme is that of the system', () => {
    expect(startWith([]).theme).toBe('system');
  });
});

describe('a reader of Traditional Chinese', () => {
  function asks(systemLanguages: string[], language: 'zh' | null = null) {
    const settings = createSettingsInMemory();
    settings.update({ preferences: { language, theme: null, zoom: null } });
    return createPreferences(settings, () => systemLanguages).asksForLanguage();
  }

  test.each([
    [['zh-TW'], true],
    [['zh-Hant'], true],
    [['zh-Hant-HK', 'en'], true],
    [['zh-HK'], true],
    [['zh-MO'], true],
    [['zh_TW'], true],
    [['ja', 'zh-TW'], true],
    [['zh-CN'], false],
    [['zh-Hans-HK'], false],
    [['zh'], false],
    [['en-HK', 'zh-TW'], false],
    [[], false],
  ])('(system: %j) is asked to choose a language: %s', (systemLanguages, isAsked) => {
    expect(asks(systemLanguages)).toBe(isAsked);
  });

  test('is not asked again after choosing a language', () => {
    expect(asks(['zh-TW'], 'zh')).toBe(false);
  });
});

test('a value that this version does not know leaves the other one as chosen', () => {
  const settings = createSettingsInMemory();
  settings.update({ preferences: { language: null, theme: 'dark', zoom: null } });
  expect(createPreferences(settings, () => ['de']).get()).toEqual({
    language: 'de',
    theme: 'dark',
    zoom: 100,
  });
});

test('a choice is kept in the settings', () => {
  const settings = createSettingsInMemory();
  createPreferences(settings, () => ['de']).set({ language: 'es', theme: 'light', zoom: 150 });
  expect(createPreferences(settings, () => ['de']).get()).toEqual({
    language: 'es',
    theme: 'light',
    zoom: 150,
  });
});

test('every listener gets a new choice', () => {
  const preferences = createPreferences(createSettingsInMemory(), () => []);
  const [first, second] = [vi.fn(), vi.fn()];
  preferences.onChange(first);
  preferences.onChange(second);
  preferences.set({ language: 'es', theme: 'light', zoom: 150 });
  expect([first.mock.calls, second.mock.calls]).toEqual(
    Array(2).fill([[{ language: 'es', theme: 'light', zoom: 150 }]]),
  );
});

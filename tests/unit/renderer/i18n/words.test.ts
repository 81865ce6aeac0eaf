import { languages } from '@mytone/shared/preferences.ts';
import { describe, expect, it } from 'vitest';
import { createI18n, wordsOf } from '../../../../src/renderer/i18n/create-i18n.ts';

interface Tree {
  readonly [key: string]: string | Tree;
}

/** Every text by its full key. */
function flatten(tree: Tree, prefix = ''): ReadonlyMap<string, string> {
  return new Map(
    Object.entries(tree).flatMap(([key, value]) =>
      typeof value === 'string'
        ? [[prefix + key, value] as const]
        : [...flatten(value, `${prefix}${key}.`)],
    ),
  );
}

function placeholders(text: string): readonly string[] {
  return [...text.matchAll(/\{\{\s*(\w+)\s*\}\}/g)].map(([, name]) => name ?? '').toSorted();
}

const french = flatten(wordsOf.fr);

describe.each(languages)('%s', (language) => {
  const texts = flatten(wordsOf[language]);

  it('has exactly the keys of French', () => {
    expect([...texts.keys()].toSorted()).toEqual([...french.keys()].toSorted());
  });

  it('leaves no text empty', () => {
    expect([...texts].filter(([, text]) => text.trim() === '')).toEqual([]);
  });

  it('names the same placeholders as French', () => {
    const differing = [...texts].filter(
      ([key, text]) => placeholders(text).join() !== placeholders(french.get(key) ?? '').join(),
    );
    expect(differing).toEqual([]);
  });

  it('is spoken as soon as it is chosen', () => {
    const i18n = createI18n();
    void i18n.changeLanguage(language);
    expect(i18n.t('signIn.submit')).toBe(wordsOf[language].signIn.submit);
  });
});

it('speaks French until a language is chosen', () => {
  expect(createI18n().t('signIn.submit')).toBe('Se connecter');
});

it('draws a name as it was written', () => {
  expect(createI18n().t('dashboard.greeting', { name: 'Zoë & <Co>' })).toBe('Bonjour Zoë & <Co>');
});

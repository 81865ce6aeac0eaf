import { type Language, languages } from '@mytone/shared/languages.ts';
import { describe, expect, it } from 'vitest';
import { loadWords } from '../../../../src/renderer/i18n/load-words.ts';
import { settingsWordsOf } from '../../../../src/renderer/i18n/settings/use-settings-text.ts';
import { createTranslate } from '../../../../src/renderer/i18n/translate.ts';
import { wordsOf } from '../../../support/words.ts';

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

/** Every text of a language, those of the settings included. */
function textsOf(language: Language): ReadonlyMap<string, string> {
  return new Map([
    ...flatten(wordsOf[language]),
    ...flatten(settingsWordsOf[language], 'settings screen: '),
  ]);
}

const french = textsOf('fr');

describe.each(languages)('%s', (language) => {
  const texts = textsOf(language);

  it('has exactly the keys of French', () => {
    expect([...texts.keys()].toSorted()).toEqual([...french.keys()].toSorted());
  });

  it('has no empty text', () => {
    expect([...texts].filter(([, text]) => text.trim() === '')).toEqual([]);
  });

  it('has the same placeholders as French', () => {
    const differing = [...texts].filter(
      ([key, text]) => placeholders(text).join() !== placeholders(french.get(key) ?? '').join(),
    );
    expect(differing).toEqual([]);
  });

  it('can be loaded on its own', async () => {
    const words = await loadWords[language]();
    expect(createTranslate(words)('signIn.submit')).toBe(wordsOf[language].signIn.submit);
  });
});

it('a translation leaves a name as it was written', () => {
  expect(createTranslate(wordsOf.fr)('dashboard.greeting', { name: 'Zoë & <Co>' })).toBe(
    'Bonjour Zoë & <Co>',
  );
});

it('French punctuation stays on the line of its word', () => {
  const spaced = [...french].filter(([, text]) => / [:;!?»]|« /.test(text));
  expect(spaced).toEqual([]);
  const tight = [...french].filter(([, text]) => /[^\s\u00a0\u202f][;!?](?!\S)/.test(text));
  expect(tight).toEqual([]);
});

it('French, Italian and English have typographic apostrophes', () => {
  for (const language of ['fr', 'it', 'en'] as const) {
    expect([...textsOf(language)].filter(([, text]) => text.includes("'"))).toEqual([]);
  }
});

it('German has a space before an ellipsis that stands for words', () => {
  expect([...textsOf('de')].filter(([, text]) => /\S…/.test(text))).toEqual([]);
});

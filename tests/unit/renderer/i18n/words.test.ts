import { type Language, languages } from '@mytone/shared/languages.ts';
import { describe, expect, it } from 'vitest';
import { loadWords } from '../../../../src/renderer/i18n/load-words.ts';
import { settingsWordsOf } from '../../../../src/renderer/i18n/settings/use-settings-text.ts';
import { createTranslate, createTranslator } from '../../../../src/renderer/i18n/translate.ts';
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

it('German and French words of two parts stay on one line', () => {
  expect([...textsOf('de')].filter(([, text]) => /e-mail/i.test(text))).toEqual([]);
  expect([...french].filter(([, text]) => /peut-être/i.test(text))).toEqual([]);
});

describe('Chinese', () => {
  const chinese = [...textsOf('zh')];

  it('has full-width punctuation and a double ellipsis', () => {
    const strange = chinese.filter(([, text]) => /[()]| – |(?<!…)…(?!…)|…{3}/.test(text));
    expect(strange).toEqual([]);
  });

  it('has no space between a number and what it counts', () => {
    const counts = /(?:\d|\{\{(?:length|minimum|maximum|wait|age)\}\}) \p{Script=Han}/u;
    const counted = /\p{Script=Han} (?:\d|\{\{(?:length|minimum|maximum|wait|age|date)\}\})/u;
    expect(chinese.filter(([, text]) => counts.test(text) || counted.test(text))).toEqual([]);
  });
});

describe.each(languages)('in %s', (language) => {
  it('a status code of HTTP stays on the line of its word', () => {
    expect(settingsWordsOf[language].log.http).toContain('HTTP\u00a0{{status}}');
  });
});

describe.each(['windows', 'mac', 'linux'] as const)('the Italian sentence on %s', (system) => {
  it('names the keychain with its preposition', () => {
    const t = createTranslator<typeof settingsWordsOf.fr>(settingsWordsOf.it);
    const text = t('keychain.inKeychain', { keychain: t(`keychainNames.${system}`) });
    expect(text).toMatch(/^La tua sessione è salvata (?:in Gestione|nel [Pp]ortachiavi) /);
  });
});

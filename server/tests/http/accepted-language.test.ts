import { expect, test } from 'vitest';
import { languageOf } from '../../src/http/accepted-language.ts';

test.each([
  [undefined, 'fr'],
  ['', 'fr'],
  ['pt-BR', 'fr'],
  ['en', 'en'],
  ['pt, de-CH;q=0.5, it;q=0.7', 'it'],
  ['zh-Hant-TW', 'zh'],
  [';q=x,,', 'fr'],
  ['en;q=0, it;q=0.1', 'it'],
  ['en;q=0.0', 'fr'],
  ['en ; q=0.4, de ;Q=0.6', 'de'],
  ['*, es;q=0.5', 'fr'],
  ['EN-us', 'en'],
])('of the accepted languages %s the product uses %s', (header, language) => {
  expect(languageOf(header)).toBe(language);
});

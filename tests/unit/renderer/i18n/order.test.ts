import { describe, expect, it } from 'vitest';
import {
  isolate,
  joinSentences,
  labelSeparator,
  personName,
} from '../../../../src/renderer/i18n/order.ts';

describe('a full name', () => {
  it.each([
    ['fr', { name: 'Jean', surname: 'Dupont' }, 'Jean Dupont'],
    ['zh', { name: '伟', surname: '王' }, '王伟'],
    ['en', { name: '伟', surname: '王' }, '伟王'],
    ['zh', { name: 'Jean', surname: 'Dupont' }, 'Jean Dupont'],
    ['de', { name: '', surname: 'Dupont' }, 'Dupont'],
    ['es', { name: 'Jean', surname: '' }, 'Jean'],
  ] as const)('in the language %s of %o is %s', (language, name, text) => {
    expect(personName(language, name)).toBe(text);
  });
});

describe('two sentences', () => {
  it('are separated by a space in German, but not in Chinese', () => {
    expect(joinSentences('de', ['A.', 'B.'])).toBe('A. B.');
    expect(joinSentences('zh', ['甲。', '乙。'])).toBe('甲。乙。');
  });
});

it('a label ends with a full-width colon in Chinese, and with a dash in French', () => {
  expect(`离线${labelSeparator('zh')}无法连接到服务器。`).toBe('离线：无法连接到服务器。');
  expect(`Hors ligne${labelSeparator('fr')}Pas de connexion.`).toBe(
    'Hors ligne – Pas de connexion.',
  );
});

it.each([
  ['Jean', 'Jean'],
  ['\u202enaeJ', '\u2068\u202enaeJ\u2069'],
  ['محمد', '\u2068محمد\u2069'],
  ['דוד', '\u2068דוד\u2069'],
  ['Zoe\u0308 Ngu\u0303yen', 'Zoe\u0308 Ngu\u0303yen'],
])('isolates %s in a sentence if its direction could change the sentence', (text, isolated) => {
  expect(isolate(text)).toBe(isolated);
});

import type { Language } from '@mytone/shared/languages.ts';

interface Name {
  readonly name: string;
  readonly surname: string;
}

const isHan = (text: string) => /^\p{Script=Han}+$/u.test(text);

/** The full name in the order of the language: Chinese puts the surname first, without a space. */
export function personName(language: Language, { name, surname }: Name): string {
  const isChinese = isHan(name + surname);
  const parts = language === 'zh' && isChinese ? [surname, name] : [name, surname];
  return parts.filter((part) => part !== '').join(isChinese ? '' : ' ');
}

/** Letters that are written from right to left, and marks that change the direction. */
const directed = /[\p{Bidi_Control}\p{Script=Hebrew}\p{Script=Arabic}]/u;

/** Text of a person inside a sentence: its writing direction must not change the sentence's order. */
export function isolate(text: string): string {
  return directed.test(text) ? `\u2068${text}\u2069` : text;
}

/** What stands between two sentences; Chinese has no space there. */
export function sentenceSpace(language: Language): string {
  return language === 'zh' ? '' : ' ';
}

/** What stands between a label and the sentence that explains it. */
export function labelSeparator(language: Language): string {
  return language === 'zh' ? '：' : ' – ';
}

/** Joins sentences. */
export function joinSentences(language: Language, sentences: readonly string[]): string {
  return sentences.join(sentenceSpace(language));
}

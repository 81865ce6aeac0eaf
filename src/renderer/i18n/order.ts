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

/** Joins sentences; Chinese has no space between them. */
export function joinSentences(language: Language, sentences: readonly string[]): string {
  return sentences.join(language === 'zh' ? '' : ' ');
}

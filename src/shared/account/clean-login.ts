import { withoutInvisible } from './invisible.ts';

/**
 * Cleans an e-mail address or username: removes white space around it and invisible characters, which
 * pasting may add; replaces a full-width @ by the plain one; writes the domain of an address in lower
 * case, as the API does.
 */
export function cleanLogin(text: string): string {
  const visible = withoutInvisible(text)
    .replace(/[＠﹫]/gu, '@')
    .trim();
  return visible.replace(/@[^@]+$/, (domain) => domain.toLowerCase());
}

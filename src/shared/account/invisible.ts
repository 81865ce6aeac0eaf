/** Without control and format characters, which pasting may add: nobody sees that they are there. */
export function withoutInvisible(text: string): string {
  return text.replace(/[\p{Cf}\p{Cc}]/gu, '');
}

/*
 * The limits of what a form may hold. They stand apart from the schemas, so that a page can name them
 * before it has loaded zod.
 */

/** Maximum length of a form's field, in code points; keeps IPC messages small. */
export const longestField = 1024;
/** The API's maximum for a name, a username and a phone number, in code points. */
export const longestName = 255;
/** The API's maximum for an e-mail address, in code points (RFC 5321, 4.5.3.1). */
export const longestEmail = 254;

/** Minimum length of a new password, in code points (docs/contract.md, "Languages and look"). */
export const passwordMinimumLength = 10;
/** Maximum length of a new password, in bytes of UTF-8: bcrypt, which the API uses, ignores the rest. */
export const passwordMaximumBytes = 72;

/** Counts a password as the server does: composed (NFC), in characters and in bytes of UTF-8. */
export function measurePassword(password: string): { characters: number; bytes: number } {
  const characters = [...password.normalize('NFC')];
  return { characters: characters.length, bytes: characters.reduce(addBytes, 0) };
}

function addBytes(sum: number, character: string): number {
  const code = character.codePointAt(0) ?? 0;
  if (code < 0x80) {
    return sum + 1;
  }
  if (code < 0x8_00) {
    return sum + 2;
  }
  return sum + (code < 0x1_00_00 ? 3 : 4);
}

/** Removes zero-width and direction characters, which copying an address may add. */
export function withoutInvisible(text: string): string {
  return text.replaceAll(/\p{Cf}/gu, '');
}

/**
 * An e-mail as it is stored and looked up: spaces around it removed, domain in lower case, NFC. The
 * part before the @ keeps its case, as in FastAPI's EmailStr.
 */
export function normalEmail(text: string): string {
  const trimmed = withoutInvisible(text).trim().normalize('NFC');
  const at = trimmed.lastIndexOf('@');
  return trimmed.slice(0, at + 1) + trimmed.slice(at + 1).toLowerCase();
}

/** A username as it is stored and looked up: spaces around it removed, NFC. */
export function normalUsername(text: string): string {
  return text.trim().normalize('NFC');
}

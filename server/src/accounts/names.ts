import { domainToUnicode } from 'node:url';

/** Removes zero-width and direction characters, which copying an address may add. */
export function withoutInvisible(text: string): string {
  return text.replaceAll(/\p{Cf}/gu, '');
}

/** Letters of any language, as themselves or in Punycode (RFC 3492). */
const isInternational = (domain: string) =>
  /xn--|[^\p{ASCII}]/iu.test(domain) && /^[\p{L}\p{M}\p{N}.-]+$/u.test(domain);

/** Browsers turn what is typed into Punycode, and other clients do not. */
function normalDomain(domain: string): string {
  const lower = domain.toLowerCase();
  return isInternational(lower) ? domainToUnicode(lower) || lower : lower;
}

/**
 * An e-mail as it is stored and looked up: spaces around it removed, domain in lower case and in
 * Unicode, NFC. The part before the @ keeps its case. All as in FastAPI's EmailStr.
 */
export function normalEmail(text: string): string {
  const trimmed = withoutInvisible(text).trim().normalize('NFC');
  const at = trimmed.lastIndexOf('@');
  return trimmed.slice(0, at + 1) + normalDomain(trimmed.slice(at + 1));
}

/** A username as it is stored and looked up: spaces around it removed, NFC. */
export function normalUsername(text: string): string {
  return text.trim().normalize('NFC');
}

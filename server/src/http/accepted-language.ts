import { defaultLanguage, type Language, languages } from '@mytone/shared/languages.ts';
import Negotiator from 'negotiator';

/**
 * The language in `Accept-Language` that its sender likes best and the product has; else French
 * (RFC 9110, 12.5.4).
 */
export function languageOf(acceptLanguage: string | undefined): Language {
  const headers = { 'accept-language': acceptLanguage };
  const preferred = new Negotiator({ headers }).language([...languages]);
  return languages.find((one) => one === preferred) ?? defaultLanguage;
}

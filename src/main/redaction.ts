const redacted = '[redacted]';

/** Names whose value is never written, whatever it looks like. */
const secretName = /token|password|secret|authorization|cookie|e-?mail/i;

const email = /[^\s"'<>()[\],;:@]+@[^\s"'<>()[\],;:@]+\.[^\s"'<>()[\],;:@]+/g;
const jsonWebToken = /\beyJ[\w-]+(\.[\w-]*){0,2}/g;
const bearer = /\b(bearer|basic)\s+[^\s"',]+/gi;
const named =
  /(["']?[\w-]*(?:token|password|secret|authorization|cookie)[\w-]*["']?\s*[:=]\s*)("[^"]*"|'[^']*'|[^\s,;&}]+)/gi;
/** Longer than any word or hashed file name: an opaque token, a key, a digest. */
const longRun = /[\w+=~-]{32,}/g;

/** Removes everything from a text that looks like a token, a password or an e-mail address. */
export function redactText(text: string): string {
  return text
    .replace(bearer, redacted)
    .replace(named, `$1${redacted}`)
    .replace(jsonWebToken, redacted)
    .replace(email, redacted)
    .replace(longRun, redacted);
}

/** The value to log under a name. */
export function redactField<Value>(name: string, value: Value): Value | string {
  if (secretName.test(name)) {
    return redacted;
  }
  return typeof value === 'string' ? redactText(value) : value;
}

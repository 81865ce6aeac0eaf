/**
 * Recognises a stored token without holding it: 64 bits of a SHA-256. A refresh token has far more
 * random bits than could be guessed from it (docs/security.md).
 */
export function checksumOf(token: string): string {
  // Not imported: a start without a session needs none of it.
  const { createHash } = process.getBuiltinModule('node:crypto');
  return createHash('sha256').update(`mytone-token:${token}`).digest('hex').slice(0, 16);
}

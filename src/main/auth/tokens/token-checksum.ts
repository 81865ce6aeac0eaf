import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js';

/**
 * Recognises a stored token without holding it: 64 bits of a SHA-256. A refresh token has far more
 * random bits than could be guessed from it (docs/security.md). Not by `node:crypto`: loading that
 * takes 8 ms of each start, before the dashboard can be drawn.
 */
export function checksumOf(token: string): string {
  return bytesToHex(sha256(utf8ToBytes(`mytone-token:${token}`))).slice(0, 16);
}

import { createPublicKey, type KeyObject } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

const file = join(import.meta.dirname, '../../../src/main/update/release-trust.ts');

/** The public keys that the application is built with, in base64 as release-key.ts prints them. */
export function readTrustedKeys(text = readFileSync(file, 'utf8')): string[] {
  return [...text.matchAll(/'(MCowBQYDK2VwAyEA[\w+/]{43}=)'/g)].map(([, key]) => key ?? '');
}

/** A key of `readTrustedKeys`; throws if the text is not an Ed25519 public key in DER. */
export function parsePublicKey(key: string): KeyObject {
  return createPublicKey({ key: Buffer.from(key, 'base64'), format: 'der', type: 'spki' });
}

import {
  createPrivateKey,
  createPublicKey,
  generateKeyPairSync,
  type KeyObject,
} from 'node:crypto';

/**
 * A new key for signing releases: the private key as PEM, the public key in the application's
 * format.
 */
export function createReleaseKey(): { privatePem: string; publicKey: string } {
  const { privateKey } = generateKeyPairSync('ed25519');
  const privatePem = privateKey.export({ format: 'pem', type: 'pkcs8' });
  return { privatePem: String(privatePem), publicKey: publicKeyOf(privateKey) };
}

/**
 * Reads a private key for releases.
 * @param pem its text
 * @throws if it is not an Ed25519 key; the message does not contain it
 */
export function readReleaseKey(pem: string): KeyObject {
  const key = parse(pem);
  if (key?.asymmetricKeyType !== 'ed25519') {
    throw new Error('The release key must be an Ed25519 private key as PEM');
  }
  return key;
}

/** The public key as base64 of its SPKI form, as src/main/update/release-trust.ts lists it. */
export function publicKeyOf(key: KeyObject): string {
  const publicKey = key.type === 'public' ? key : createPublicKey(key);
  return publicKey.export({ format: 'der', type: 'spki' }).toString('base64');
}

function parse(pem: string): KeyObject | null {
  try {
    return createPrivateKey(pem);
  } catch {
    return null;
  }
}

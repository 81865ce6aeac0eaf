import { hkdfSync, randomBytes } from 'node:crypto';
import { linkSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { OperatorError } from './operator-error.ts';

const secretBytes = 32;

function isCode(error: unknown, code: string): boolean {
  return error instanceof Error && 'code' in error && error.code === code;
}

function readOrMakeSecret(folder: string): Buffer {
  const file = join(folder, 'secret.key');
  const draft = `${file}.${process.pid}`;
  try {
    writeFileSync(draft, randomBytes(secretBytes), { mode: 0o600 });
    // Linking fails if the file exists, so only one of several processes creates the secret.
    linkSync(draft, file);
  } catch (error) {
    if (!isCode(error, 'EEXIST')) {
      throw error;
    }
  } finally {
    rmSync(draft, { force: true });
  }
  const secret = readFileSync(file);
  if (secret.length !== secretBytes) {
    throw new OperatorError(
      `${file} is damaged: restore it, or delete it, which signs everyone out of this server.`,
    );
  }
  return secret;
}

export interface ServerKeys {
  readonly accessTokens: Buffer;
  readonly refreshTokens: Buffer;
  readonly attempts: Buffer;
  /** Keys of other secrets whose tokens are valid too, while a secret is being replaced. */
  readonly accepted: readonly Pick<ServerKeys, 'accessTokens' | 'refreshTokens'>[];
}

/**
 * The server's keys, each derived from one secret for one purpose. The secret comes from the
 * environment, or is created once and kept in the data folder, so that a restart signs nobody out.
 */
export function deriveKeys(
  secretText: string | undefined,
  dataFolder: string,
  acceptedTexts: readonly string[] = [],
): ServerKeys {
  const secret = secretText === undefined ? readOrMakeSecret(dataFolder) : Buffer.from(secretText);
  const tokenKeys = (of: Buffer) => ({
    accessTokens: keyFor(of, 'access-tokens'),
    refreshTokens: keyFor(of, 'refresh-tokens'),
  });
  return {
    ...tokenKeys(secret),
    attempts: keyFor(secret, 'attempts'),
    accepted: acceptedTexts.map((text) => tokenKeys(Buffer.from(text))),
  };
}

function keyFor(secret: Buffer, purpose: string): Buffer {
  return Buffer.from(hkdfSync('sha256', secret, 'mytone-api', purpose, 32));
}

import { passwordMaximumBytes } from '@mytone/shared/account/field-limits.ts';

/**
 * A stored password: a bcrypt hash, after a prefix that says how the password became bytes. Without
 * a prefix, the password was composed (NFC) and has at most 72 bytes. `as-typed:` marks imported
 * accounts: the bytes as typed, of which bcrypt reads the first 72.
 */
export interface StoredHash {
  readonly isAsTyped: boolean;
  readonly bcrypt: string;
  /** The logarithm of its rounds to base 2. */
  readonly cost: number;
}

const asTyped = 'as-typed:';
const form = /^(as-typed:)?(\$2[aby]\$(\d\d)\$[./A-Za-z\d]{53})$/;
/** From bcrypt's minimum to the maximum of this server's setting: more would take minutes. */
const costs = { least: 4, most: 16 };

/** For an account whose password nobody knows: it needs a link by mail. */
export const noPassword = '!';

/** Null if no password can match it. */
export function readStoredHash(text: string): StoredHash | null {
  const [, prefix, bcrypt = '', cost = ''] = form.exec(text) ?? [];
  return Number(cost) < costs.least || Number(cost) > costs.most
    ? null
    : { isAsTyped: prefix === asTyped, bcrypt, cost: Number(cost) };
}

/** How the bcrypt hash of an imported account is stored. */
export function asTypedHash(bcrypt: string): string {
  return `${asTyped}${bcrypt}`;
}

/** The bytes that are hashed, cut off where bcrypt cuts them off. */
export function passwordBytes(password: string, isAsTyped: boolean): Uint8Array {
  return Buffer.from(isAsTyped ? password : password.normalize('NFC')).subarray(
    0,
    passwordMaximumBytes,
  );
}

/** Whether bcrypt reads the whole password in its composed form. */
export function isReadInFull(password: string): boolean {
  return Buffer.byteLength(password.normalize('NFC')) <= passwordMaximumBytes;
}

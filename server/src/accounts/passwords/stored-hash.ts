/**
 * A stored password: a bcrypt hash, and before it how its password became bytes. Without a prefix
 * the password was composed (NFC) and has at most 72 bytes. `as-typed:` stands for accounts brought
 * over: the bytes as they were typed, of which bcrypt reads the first 72.
 */
export interface StoredHash {
  readonly isAsTyped: boolean;
  readonly bcrypt: string;
  /** The power of two of its rounds. */
  readonly cost: number;
}

const asTyped = 'as-typed:';
const form = /^(as-typed:)?(\$2[aby]\$(\d\d)\$[./A-Za-z\d]{53})$/;
/** From bcrypt's own least to the most that this server can be set to: more would take minutes. */
const costs = { least: 4, most: 16 };
const longestPasswordBytes = 72;

/** Stands for a password that nobody knows: the account waits for a link by mail. */
export const noPassword = '!';

/** Null for what no password can match. */
export function readStoredHash(text: string): StoredHash | null {
  const [, prefix, bcrypt = '', cost = ''] = form.exec(text) ?? [];
  return Number(cost) < costs.least || Number(cost) > costs.most
    ? null
    : { isAsTyped: prefix === asTyped, bcrypt, cost: Number(cost) };
}

export function asTypedHash(bcrypt: string): string {
  return `${asTyped}${bcrypt}`;
}

/** The bytes that are hashed, cut where bcrypt cuts. */
export function passwordBytes(password: string, isAsTyped: boolean): Uint8Array {
  return Buffer.from(isAsTyped ? password : password.normalize('NFC')).subarray(
    0,
    longestPasswordBytes,
  );
}

/** Whether bcrypt reads all of a password in its composed form. */
export function isReadInFull(password: string): boolean {
  return Buffer.byteLength(password.normalize('NFC')) <= longestPasswordBytes;
}

/** What became of a test entry in the system's keychain. */
export const keychainTests = [
  /** Written, read back and removed. */
  'works',
  /** The same, but the keyring has no password: its file can be read as text (Linux). */
  'plain-text',
  'locked',
  'refused',
  /** No program answers for the keychain. */
  'missing',
  /** It confirmed the entry, and then gave something else back. */
  'lost',
  'timed-out',
] as const;
export type KeychainTest = (typeof keychainTests)[number];

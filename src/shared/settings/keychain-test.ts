/** The result of testing the system's keychain. */
export const keychainTests = [
  /** Written, read back and removed. */
  'works',
  /** The same, but the keyring has no password, so its file is readable text (Linux). */
  'plain-text',
  'locked',
  'refused',
  /** No keychain service is running. */
  'missing',
  /** It confirmed the entry, then returned something else. */
  'lost',
  'timed-out',
] as const;
export type KeychainTest = (typeof keychainTests)[number];

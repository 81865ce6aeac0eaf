import type { Way } from './explore.ts';

/** Jean is signed in, and the keychain has his token. */
export const signedIn: Way = [
  'start',
  'the keychain reads: absent',
  'jean signs in',
  'jean is signed in',
  'the keychain takes the token',
  'the keychain is done with: mark',
];

/** The same, and the token was renewed before the keychain had its name. */
export const renewedUnnamed: Way = [
  ...signedIn.slice(0, -1),
  'retry: resume',
  'the refresh succeeds, with a new token',
];

/** The keychain did not take the name of Jean's session, which is restored. */
export const restoredUnnamed: Way = [
  ...signedIn.slice(0, -1),
  'the keychain is full',
  'the keychain is done with: mark',
  'crash and start',
  'the keychain reads: found',
];

/** Another copy of the application renewed the token, and this one asks for a refresh. */
export const overtaken: Way = [
  ...signedIn,
  'another copy renews the token',
  'the grace of the old token ends',
  'retry: resume',
];

/** Another copy signed in as Marie, and Jean's session is over. */
export const overtakenByMarie: Way = [
  ...signedIn,
  'another copy signs in as marie',
  "the server ends jean's session",
  'retry: resume',
];

/** Another copy signed in as Marie, and Jean's session is about to be renewed. */
export const renewedBesideMarie: Way = [
  ...signedIn,
  'another copy signs in as marie',
  'retry: resume',
];

/** The token is rotated, but the keychain is full. */
export const whileFull: Way = [
  ...signedIn,
  'the keychain is full',
  'retry: resume',
  'the refresh succeeds, with a new token',
];

/** Jean's session is stored, but the keychain cannot be read. */
export const locked: Way = [
  ...signedIn,
  'the keychain is refusing',
  'crash and start',
  'the keychain reads: unavailable',
];

/** Jean's token is in memory alone, because the keychain did not take it. */
export const inMemory: Way = [...whileFull, 'the keychain does not take the token'];

/** Jean's session is stored, but the settings know the checksum of another token alone. */
export const unknownToken: Way = [...signedIn, "crash, the checksum is another token's, and start"];

/** The same; the API took it, and ends the session later. */
export const takenUnknown: Way = [
  ...unknownToken,
  'the keychain reads: found',
  'the host is awake',
  'the refresh succeeds, without a new token',
  'the profile is told',
  "the server ends jean's session",
  'retry: resume',
];

/** Jean's token is truncated in the keychain. */
export const truncated: Way = [...signedIn, "the keychain's entry is truncated", 'crash and start'];

import { normalEmail, normalUsername } from '../accounts/names.ts';
import type { FormerAccount } from '../db/import/former-accounts.ts';

/** The spellings in which a name may be stored, the usual one first; empty if there is no name. */
export type Spellings = readonly string[];

export interface FormerNames {
  readonly emails: Spellings;
  readonly usernames: Spellings;
}

function spellings(stored: string | null, normal: (text: string) => string): Spellings {
  if (stored === null || stored.trim() === '') {
    return [];
  }
  return [...new Set([normal(stored), stored])].filter((spelling) => spelling !== '');
}

/**
 * The names of a former account. They are stored in this server's spelling, so that sign-in finds
 * them in any spelling; if another account already has that spelling, they stay as they were.
 */
export function namesOf({ email, username }: FormerAccount): FormerNames {
  return {
    emails: spellings(email, normalEmail),
    usernames: spellings(username, normalUsername),
  };
}

/** Whether both names have this server's spelling: such accounts are imported first. */
export function isUsual({ emails, usernames }: FormerNames): boolean {
  return emails.length <= 1 && usernames.length <= 1;
}

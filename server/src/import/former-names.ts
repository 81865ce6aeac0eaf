import { normalEmail, normalUsername } from '../accounts/names.ts';
import type { FormerAccount } from '../db/import/former-accounts.ts';

/** A name in the spellings it may be stored in, the usual one first; empty where there is none. */
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
 * The names of a former account. They are stored as this server spells them, which finds them in any
 * spelling; where another account has that one, as they were.
 */
export function namesOf({ email, username }: FormerAccount): FormerNames {
  return {
    emails: spellings(email, normalEmail),
    usernames: spellings(username, normalUsername),
  };
}

/** Whether both names are spelled as this server does: such accounts come first. */
export function isUsual({ emails, usernames }: FormerNames): boolean {
  return emails.length <= 1 && usernames.length <= 1;
}

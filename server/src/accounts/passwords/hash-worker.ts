import { hashSync, verifySync } from '@node-rs/bcrypt';

// Runs in a thread of its own: nothing else waits for it, so the synchronous calls are the
// cheapest.

export interface HashTask {
  readonly password: Uint8Array;
  readonly cost: number;
}

export interface VerifyTask {
  readonly password: Uint8Array;
  /** A bcrypt hash of `cost`; null stands for an unknown user. */
  readonly bcrypt: string | null;
  readonly cost: number;
  /** A wrong password takes as long as a hash of this cost. */
  readonly costOfWrong: number;
}

export function hash({ password, cost }: HashTask): string {
  return hashSync(password, cost);
}

/** Right in form and cost, but no password's: comparing with it takes as long as with a real one. */
function nobodysHash(cost: number): string {
  return `$2b$${String(cost).padStart(2, '0')}$${'.'.repeat(22)}${'.'.repeat(31)}`;
}

export function verify({ password, bcrypt, cost, costOfWrong }: VerifyTask): boolean {
  if (bcrypt === null) {
    verifySync(password, nobodysHash(costOfWrong));
    return false;
  }
  if (verifySync(password, bcrypt)) {
    return true;
  }
  // Each cost doubles the one before: with one more of each, from `cost` on, it adds up exactly.
  for (let missing = cost; missing < costOfWrong; missing += 1) {
    verifySync(password, nobodysHash(missing));
  }
  return false;
}

import { hashSync, verifySync } from '@node-rs/bcrypt';

// Runs in a thread of its own: nothing else waits for it, so the synchronous calls are the
// cheapest. Plain JavaScript: a TypeScript file would load Node's TypeScript parser in each thread,
// which takes 12 MB.

/**
 * @typedef {object} HashTask
 * @property {Uint8Array} password
 * @property {number} cost
 */

/**
 * @typedef {object} VerifyTask
 * @property {Uint8Array} password
 * @property {string | null} bcrypt a hash of `cost`; null stands for an unknown user
 * @property {number} cost
 * @property {number} costOfWrong a wrong password takes as long as a hash of this cost
 */

/**
 * @param {HashTask} task
 * @returns {string} the bcrypt hash
 */
export function hash({ password, cost }) {
  return hashSync(password, cost);
}

/**
 * A hash of the right form and cost that no password has: comparing with it takes as long as with a
 * real one.
 * @param {number} cost
 */
function nobodysHash(cost) {
  return `$2b$${String(cost).padStart(2, '0')}$${'.'.repeat(22)}${'.'.repeat(31)}`;
}

/**
 * @param {VerifyTask} task
 * @returns {boolean} whether the password is right
 */
export function verify({ password, bcrypt, cost, costOfWrong }) {
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

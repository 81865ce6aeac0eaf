import { hashSync, verifySync } from '@node-rs/bcrypt';

// Runs in a thread of its own: nothing else waits for it, so the synchronous calls are the
// cheapest.

export function hash(task: { readonly password: string; readonly cost: number }): string {
  return hashSync(task.password, task.cost);
}

export function verify(task: { readonly password: string; readonly storedHash: string }): boolean {
  return verifySync(task.password, task.storedHash);
}

import { availableParallelism } from 'node:os';
import { fail, ok, type Result } from '@mytone/shared/result.ts';
import { createHashThreads } from './hash-threads.ts';

export interface PasswordHasherOptions {
  /** bcrypt's cost, the power of two of its rounds. */
  readonly cost: number;
  /** How many may wait for their turn; more are turned away. */
  readonly queueLength: number;
}

export interface Busy {
  readonly code: 'busy';
}

/** The cost that a hash was made with: `$2b$<cost>$…`. */
function costOf(storedHash: string): number {
  return Number(storedHash.split('$')[2]);
}

/** Runs at most `atOnce` tasks together and lets `queueLength` wait. */
function createGate(atOnce: number, queueLength: number) {
  const waiting: (() => void)[] = [];
  let running = 0;

  return async <Value>(task: () => Promise<Value>): Promise<Result<Value, Busy>> => {
    if (running >= atOnce) {
      if (waiting.length >= queueLength) {
        return fail({ code: 'busy' });
      }
      // A hash that finishes gives its place to the next, so `running` stays as it is.
      await new Promise<void>((resume) => waiting.push(resume));
    } else {
      running += 1;
    }
    try {
      return ok(await task());
    } finally {
      const next = waiting.shift();
      if (next === undefined) {
        running -= 1;
      } else {
        next();
      }
    }
  };
}

/**
 * bcrypt with as many hashes at once as there are cores: more would not be any faster. NFC first, so that one password typed on two systems is the same.
 */
export function createPasswordHasher({ cost, queueLength }: PasswordHasherOptions) {
  const cores = availableParallelism();
  const gate = createGate(cores, queueLength);
  const threads = createHashThreads(cores);
  // Right in form and cost, but no password's: comparing with it takes as long as with a real one.
  const nobodysHash = `$2b$${String(cost).padStart(2, '0')}$${'.'.repeat(22)}${'.'.repeat(31)}`;
  const normal = (password: string) => password.normalize('NFC');

  return {
    hash: (password: string) => gate(() => threads.hash(normal(password), cost)),
    /** `storedHash` null stands for an unknown user: the work is the same, the answer is no. */
    verify: async (password: string, storedHash: string | null) => {
      const compared = await gate(() =>
        threads.verify(normal(password), storedHash ?? nobodysHash),
      );
      return compared.ok ? ok(compared.value && storedHash !== null) : compared;
    },
    /** Whether a stored hash is weaker than today's cost. */
    isOutdated: (storedHash: string) => costOf(storedHash) < cost,
  };
}

export type PasswordHasher = ReturnType<typeof createPasswordHasher>;

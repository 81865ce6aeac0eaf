import { availableParallelism } from 'node:os';
import { fail, ok, type Result } from '@mytone/shared/result.ts';
import { createHashThreads } from './hash-threads.ts';
import { asTypedHash, isReadInFull, passwordBytes, readStoredHash } from './stored-hash.ts';

export interface PasswordHasherOptions {
  /** bcrypt's cost, the power of two of its rounds. */
  readonly cost: number;
  /** How many may wait for their turn; more are turned away. */
  readonly queueLength: number;
}

export interface Busy {
  readonly code: 'busy';
}

/** Runs at most `atOnce` tasks together and lets `queueLength` wait. */
function createGate(atOnce: number, queueLength: number) {
  const waiting: (() => void)[] = [];
  let running = 0;

  async function run<Value>(task: () => Promise<Value>): Promise<Result<Value, Busy>> {
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
  }

  return { run, load: () => ({ running, waiting: waiting.length }) };
}

/**
 * bcrypt with as many hashes at once as there are cores: more would not be any faster. A password is
 * composed (NFC) first, so that one typed on two systems is the same; those of accounts brought over
 * are taken as typed until their next sign-in (stored-hash.ts).
 */
export function createPasswordHasher({ cost, queueLength }: PasswordHasherOptions) {
  const cores = availableParallelism();
  const gate = createGate(cores, queueLength);
  const threads = createHashThreads(cores);

  const hashBytes = (password: string, isAsTyped: boolean) =>
    gate.run(() => threads.hash({ password: passwordBytes(password, isAsTyped), cost }));

  return {
    /** How much is under way. */
    load: gate.load,
    /** `password` has at most 72 bytes in its composed form. */
    hash: (password: string) => hashBytes(password, false),
    /**
     * `stored` null stands for an unknown user. A wrong password takes the same time for that one,
     * and for every hash that is no dearer than today's.
     */
    verify: async (password: string, stored: string | null) => {
      const known = stored === null ? null : readStoredHash(stored);
      const isAsTyped = known?.isAsTyped ?? false;
      const compared = await gate.run(() =>
        threads.verify({
          password: passwordBytes(password, isAsTyped),
          bcrypt: known?.bcrypt ?? null,
          cost: known?.cost ?? cost,
          costOfWrong: cost,
        }),
      );
      return compared.ok ? ok(compared.value && (isAsTyped || isReadInFull(password))) : compared;
    },
    /**
     * What to store instead of `stored`, whose password was just found right: a hash of today's cost,
     * of the composed password where bcrypt reads all of it. Null when there is nothing to renew.
     */
    renew: async (password: string, stored: string): Promise<Result<string, Busy> | null> => {
      const known = readStoredHash(stored);
      if (known === null) {
        return null;
      }
      const staysAsTyped = known.isAsTyped && !isReadInFull(password);
      if (known.cost >= cost && known.isAsTyped === staysAsTyped) {
        return null;
      }
      const hashed = await hashBytes(password, staysAsTyped);
      return hashed.ok && staysAsTyped ? ok(asTypedHash(hashed.value)) : hashed;
    },
  };
}

export type PasswordHasher = ReturnType<typeof createPasswordHasher>;

import { availableParallelism } from 'node:os';
import { fail, ok, type Result } from '@mytone/shared/result.ts';
import { createHashThreads } from './hash-threads.ts';
import { asTypedHash, isReadInFull, passwordBytes, readStoredHash } from './stored-hash.ts';

export interface PasswordHasherOptions {
  /** bcrypt's cost: the logarithm of its rounds to base 2. */
  readonly cost: number;
  /** How many may wait for their turn; more are refused. */
  readonly queueLength: number;
}

export interface Busy {
  readonly code: 'busy';
}

/** Runs at most `atOnce` tasks at the same time; up to `queueLength` more wait. */
function createGate(atOnce: number, queueLength: number) {
  const waiting: (() => void)[] = [];
  let running = 0;

  async function run<Value>(task: () => Promise<Value>): Promise<Result<Value, Busy>> {
    if (running >= atOnce) {
      if (waiting.length >= queueLength) {
        return fail({ code: 'busy' });
      }
      // A finished hash gives its place to the next one, so `running` does not change.
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
 * bcrypt, with as many hashes at once as there are cores: more would not be faster. A password is
 * composed (NFC) first, so that it is the same on every system; passwords of imported accounts are
 * used as typed until their next sign-in (stored-hash.ts).
 */
export function createPasswordHasher({ cost, queueLength }: PasswordHasherOptions) {
  const cores = availableParallelism();
  const gate = createGate(cores, queueLength);
  const threads = createHashThreads(cores);

  const hashBytes = (password: string, isAsTyped: boolean) =>
    gate.run(() => threads.hash({ password: passwordBytes(password, isAsTyped), cost }));

  return {
    /** How much work is in progress. */
    load: gate.load,
    /** `password` has at most 72 bytes in its composed form. */
    hash: (password: string) => hashBytes(password, false),
    /**
     * `stored` is null for an unknown user. A wrong password takes the same time for an unknown
     * user and for every hash whose cost is not above today's.
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
     * What to store instead of `stored` after a correct password: a hash with today's cost, of the
     * composed password if bcrypt reads all of it. Null if nothing has to be renewed.
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

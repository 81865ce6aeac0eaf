import { platform } from 'node:os';
import type { Piscina } from 'piscina';
import type { HashTask, VerifyTask } from './hash-worker.mjs';

// Hashing takes every core there is; at a lower priority it takes only what other requests leave.
// Elsewhere than on Linux the priority would be the whole process's.
const niceIncrement = platform() === 'linux' ? 10 : 0;
const idleTimeoutMs = 60_000;
/** A thread holds its code and one task at a time; without a limit V8 lets its heap grow instead. */
const heapLimits = { maxOldGenerationSizeMb: 16, maxYoungGenerationSizeMb: 1 };

/**
 * bcrypt on threads of its own, `atOnce` at most, started when there is something to hash. They
 * end when they have been idle for a while, and keep no process alive.
 */
export function createHashThreads(atOnce: number) {
  let pool: Promise<Piscina> | null = null;

  async function startPool(): Promise<Piscina> {
    const { Piscina: Pool } = await import('piscina');
    return new Pool({
      filename: new URL('./hash-worker.mjs', import.meta.url).href,
      minThreads: 0,
      maxThreads: atOnce,
      idleTimeout: idleTimeoutMs,
      niceIncrement,
      resourceLimits: heapLimits,
    });
  }

  async function run(name: 'hash' | 'verify', task: HashTask | VerifyTask): Promise<unknown> {
    pool ??= startPool();
    return await (await pool).run(task, { name });
  }

  return {
    hash: async (task: HashTask): Promise<string> => String(await run('hash', task)),
    verify: async (task: VerifyTask): Promise<boolean> => (await run('verify', task)) === true,
  };
}

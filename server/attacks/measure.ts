import { setTimeout as wait } from 'node:timers/promises';
import type { ServerProcess } from '../tests/support/process.ts';
import { forgetPeak, peakMemory, residentMemory } from '../tests/support/process-memory.ts';
import { createAttacker } from './attacker.ts';
import type { Attack } from './attacks.ts';

export interface Measured {
  /** Resident memory of the server, MiB: the most during the attack, and when it was over. */
  readonly peak: number;
  readonly after: number;
}

export interface Durations {
  readonly attackMs: number;
  /** From the end of the attack to the measurement after it. */
  readonly restMs: number;
}

/** @throws if the server is not ready within a minute, which is plenty for a busy machine */
async function readiness(url: string): Promise<void> {
  const latest = performance.now() + 60_000;
  while (performance.now() < latest) {
    const status = await fetch(`${url}/ready`).then(
      (answer) => answer.status,
      () => 0,
    );
    if (status === 200) {
      return;
    }
    await wait(200);
  }
  throw new Error('The server is not ready again after the attack');
}

/** Runs `attacks` together against a started server; @throws if it does not serve afterwards. */
export async function measure(
  server: ServerProcess,
  attacks: readonly Attack[],
  { attackMs, restMs }: Durations,
): Promise<Measured> {
  const { pid } = server.child;
  if (pid === undefined) {
    throw new Error('The server does not run');
  }
  forgetPeak(pid);
  const attacker = createAttacker(server.url);
  for (const attack of attacks) {
    attack.start(attacker);
  }
  await wait(attackMs);
  await attacker.stop();
  await wait(restMs);
  await readiness(server.url);
  return { peak: peakMemory(pid), after: residentMemory(pid) };
}

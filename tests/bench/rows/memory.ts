import { fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import type { Finding } from '../report.ts';

const refreshes = 10_000;
const calls = 100_000;

/**
 * Whether anything is kept of a call or a refresh that is over; in a process without the peers' work.
 * V8 drops the compiled code of what ran once, such as loading modules, after some garbage collections
 * of its own: a quarter of this heap, at no fixed time. It is told to keep it.
 */
export async function measureMemory(): Promise<Finding[]> {
  const child = fork(
    join(import.meta.dirname, '../processes/memory-process.ts'),
    [String(refreshes), String(calls)],
    { execArgv: ['--expose-gc', '--no-flush-bytecode'] },
  );
  const [growth] = await once(child, 'message');
  child.kill();
  return [
    {
      what: `heap after ${refreshes} refreshes and ${calls} calls`,
      measured: `${(growth * 100).toFixed(2)} % more`,
      goal: 'within 1 %',
      isMet: Math.abs(growth) <= 0.01,
    },
  ];
}

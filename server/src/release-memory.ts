import { performance } from 'node:perf_hooks';

const intervalMs = 5_000;
/** Below this there is nothing worth a pause. */
const leastBytes = 160 * 1024 * 1024;
const leastGrowth = 1.1;
/** A pause of the server hurts nobody while its thread works less than this share of the time. */
const idleShare = 0.2;

export interface ReleaseDeps {
  readonly residentBytes: () => number;
  /** Share of the time since the last call that the thread has worked, 0 to 1. */
  readonly utilization: () => number;
  /** Collects garbage and gives the free pages back to the system. */
  readonly collect: () => void;
}

/**
 * Decides whether to give memory back: after a burst V8 keeps free pages for the next one, for as
 * long as the process lives. To be called regularly; it collects once the burst is over.
 */
export function createMemoryRelease({ residentBytes, utilization, collect }: ReleaseDeps) {
  let afterLast = 0;
  return (): void => {
    const isIdle = utilization() < idleShare;
    if (!isIdle || residentBytes() < Math.max(leastBytes, afterLast * leastGrowth)) {
      return;
    }
    collect();
    afterLast = residentBytes();
  };
}

/** Does so while the process lives, where Node was started with `--expose-gc`. */
export function startReleasingMemory(): void {
  const { gc } = globalThis;
  if (gc === undefined) {
    return;
  }
  let last = performance.eventLoopUtilization();
  const release = createMemoryRelease({
    residentBytes: () => process.memoryUsage.rss(),
    utilization: () => {
      const now = performance.eventLoopUtilization();
      const { utilization } = performance.eventLoopUtilization(now, last);
      last = now;
      return utilization;
    },
    // An ordinary collection keeps the pages.
    collect: () => gc({ type: 'major', flavor: 'last-resort' }),
  });
  setInterval(release, intervalMs).unref();
}

import type { Clock } from '../../../src/main/ports.ts';

/** A clock that moves only when a test moves it; wall and monotonic time can be moved apart. */
export interface FakeClock extends Clock {
  /** Lets time pass and fires what falls due, in order, letting promises settle in between. */
  advance(ms: number): Promise<void>;
  /** Moves the wall clock alone: a wrong clock, or a step. */
  step(ms: number): void;
  /** Simulates sleep: the wall clock advances, timers and the monotonic clock do not. */
  sleep(ms: number): void;
  /** Lets time pass while nothing runs: what falls due is late, as in a busy process. */
  skip(ms: number): void;
  /** Runs `task` when the monotonic clock has moved on by `ms`; no timer of the engine. */
  onNext(ms: number, task: () => void): void;
  /** Delays of the timers that are waiting, milliseconds. */
  pending(): number[];
}

interface Task {
  readonly run: () => void;
  readonly dueAt: number;
  readonly delayMs: number;
}

const start = Date.UTC(2026, 0, 15, 12);

/** Real work, such as requests on sockets: nothing has settled while one of these is busy. */
const workers = new Set<() => boolean>();

/** Makes `settle` wait while `isBusy`; returns what ends that. */
export function settleWith(isBusy: () => boolean): () => void {
  workers.add(isBusy);
  return () => void workers.delete(isBusy);
}

/** Lets promise chains, streams and immediates run until they have nothing left to do. */
export async function settle(): Promise<void> {
  for (let quiet = 0; quiet < 25; ) {
    await new Promise((resolve) => setImmediate(resolve));
    quiet = [...workers].some((isBusy) => isBusy()) ? 0 : quiet + 1;
  }
}

export function createFakeClock(): FakeClock {
  let monotonic = 0;
  let offset = start;
  const tasks = new Set<Task>();

  function nextDue(until: number): Task | undefined {
    return [...tasks].filter((task) => task.dueAt <= until).sort((a, b) => a.dueAt - b.dueAt)[0];
  }

  return {
    now: () => offset + monotonic,
    monotonic: () => monotonic,
    schedule(run, delayMs) {
      const task: Task = { run, delayMs, dueAt: monotonic + delayMs };
      tasks.add(task);
      return { cancel: () => void tasks.delete(task) };
    },
    async advance(ms) {
      const until = monotonic + ms;
      await settle();
      for (let task = nextDue(until); task !== undefined; task = nextDue(until)) {
        monotonic = Math.max(monotonic, task.dueAt);
        // Timers due at the same time run in the same tick.
        for (let same = nextDue(monotonic); same !== undefined; same = nextDue(monotonic)) {
          tasks.delete(same);
          same.run();
        }
        await settle();
      }
      monotonic = until;
    },
    step(ms) {
      offset += ms;
    },
    sleep(ms) {
      offset += ms;
    },
    skip(ms) {
      monotonic += ms;
    },
    onNext(ms, run) {
      tasks.add({ run, delayMs: ms, dueAt: monotonic + ms });
    },
    pending: () => [...tasks].map((task) => task.delayMs),
  };
}

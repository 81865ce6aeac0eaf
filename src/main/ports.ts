// What the parts of main are given, so that tests can pass their own.

/** A pending timer; `cancel` is harmless when it has fired. */
export interface Timer {
  cancel(): void;
}

export interface Clock {
  /** Wall clock, epoch milliseconds; may be wrong and may step. */
  now(): number;
  /** Milliseconds that only ever grow while the process runs. */
  monotonic(): number;
  /** Runs `task` once after `delayMs`; must not keep the process alive by itself. */
  schedule(task: () => void, delayMs: number): Timer;
}

/** Values are facts without secrets: codes, counts, durations. */
export type LogFields = Readonly<Record<string, string | number | boolean | null>>;

export interface Log {
  info(event: string, fields?: LogFields): void;
  warn(event: string, fields?: LogFields): void;
  error(event: string, cause: unknown, fields?: LogFields): void;
}

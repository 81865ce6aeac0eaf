// Dependencies that the parts of main receive, so that tests can pass their own.

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

/** Names an entry as `area.event`, so that one area can be searched for. */
export type LogEvent = `${Lowercase<string>}.${Lowercase<string>}`;

export interface Log {
  info(event: LogEvent, fields?: LogFields): void;
  warn(event: LogEvent, fields?: LogFields): void;
  error(event: LogEvent, cause: unknown, fields?: LogFields): void;
}

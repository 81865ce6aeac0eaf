import type { Clock } from './ports.ts';

/** One change of the session; codes only, no secret and no address. */
export interface DiaryEntry {
  /** Epoch milliseconds, by the computer's clock. */
  readonly at: number;
  readonly from: string;
  readonly to: string;
  readonly cause: string;
  readonly status: number | null;
}

/** The last changes of the session, for the user to read and to copy into a report. */
export interface Diary {
  add(change: Omit<DiaryEntry, 'at'>): void;
  /** One line per change, oldest first. */
  read(): string;
}

const longestLength = 200;

export function createDiary(clock: Clock): Diary {
  let entries: readonly DiaryEntry[] = [];
  return {
    add(change) {
      entries = [...entries, { at: clock.now(), ...change }].slice(-longestLength);
    },
    read: () => entries.map(describe).join('\n'),
  };
}

function describe({ at, from, to, cause, status }: DiaryEntry): string {
  const http = status === null ? '' : ` (HTTP ${status})`;
  return `${new Date(at).toISOString()} ${from} → ${to}: ${cause}${http}`;
}

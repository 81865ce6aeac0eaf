import type { Clock } from '../../ports.ts';
import type { SessionLogFile } from '../ports.ts';

/** One change of the session; codes only, no secret and no address. */
export interface SessionLogEntry {
  readonly from: string;
  readonly to: string;
  readonly cause: string;
  readonly status: number | null;
}

/** The last changes of the session, for the user to read and to copy into a report. */
export interface SessionLog {
  add(change: SessionLogEntry): void;
  /** One line per change, oldest first. */
  read(): string;
}

/** Changes that are kept. */
export const longestLength = 200;

/** What `describe` writes; any other line in the file is not ours and is dropped. */
const ownLine = /^\d{4}-\d\d-\d\dT[\d:.]{12}Z [a-z/-]+ → [a-z/-]+: [a-z: -]+(?: \(HTTP \d{3}\))?$/;

export function createSessionLog(clock: Clock, file: SessionLogFile): SessionLog {
  let known: readonly string[] | null = null;

  function lines(): readonly string[] {
    known ??= file
      .read()
      .filter((line) => ownLine.test(line))
      .slice(-longestLength);
    return known;
  }

  return {
    add(change) {
      known = [...lines(), describe(clock.now(), change)].slice(-longestLength);
      file.replace(known);
    },
    read: () => lines().join('\n'),
  };
}

/** @param at epoch milliseconds, by the computer's clock */
function describe(at: number, { from, to, cause, status }: SessionLogEntry): string {
  const http = status === null ? '' : ` (HTTP ${status})`;
  return `${new Date(at).toISOString()} ${from} → ${to}: ${cause}${http}`;
}

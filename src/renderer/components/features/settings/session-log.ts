import { fr } from '../../../i18n/settings/fr.ts';
import type { TranslateSettings } from '../../../i18n/settings/use-settings-text.ts';

/** One change of the session. States and causes are codes. */
export interface LogEntry {
  /** As main wrote it. */
  readonly line: string;
  /** Epoch milliseconds. */
  readonly at: number;
  readonly to: string;
  readonly cause: string;
  readonly status: number | null;
}

/** As src/main/auth/session/session-log.ts writes it. */
const format = /^(\S+) \S+ → (\S+): (.+?)(?: \(HTTP (\d{3})\))?$/;

/** The entries of a log, newest first; unreadable lines are skipped. */
export function readLog(log: string): readonly LogEntry[] {
  return log
    .split('\n')
    .flatMap((line) => {
      const [, time, to, cause, status] = format.exec(line) ?? [];
      const at = Date.parse(time ?? '');
      return to === undefined || cause === undefined || Number.isNaN(at)
        ? []
        : [{ line, at, to, cause, status: status === undefined ? null : Number(status) }];
    })
    .toReversed();
}

function isKeyOf<Table extends object>(table: Table, key: string): key is keyof Table & string {
  return Object.hasOwn(table, key);
}

/** The words for a state; null for an unknown one, which is shown as its code. */
export function stateText(t: TranslateSettings, state: string): string | null {
  const known = state.startsWith('restoring/') ? 'restoring' : state;
  return isKeyOf(fr.log.states, known) ? t(`log.states.${known}`) : null;
}

/** The words for the cause of a change; null for an unknown one, which is shown as its code. */
export function causeText(t: TranslateSettings, cause: string): string | null {
  return isKeyOf(fr.log.causes, cause) ? t(`log.causes.${cause}`) : null;
}

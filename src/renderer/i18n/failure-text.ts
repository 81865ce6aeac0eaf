import type { OfflineCause } from '@mytone/shared/auth-state.ts';
import type { CommandFailure } from '@mytone/shared/commands.ts';
import { formatWait } from './format.ts';
import type { Translate } from './translate.ts';

/** The API was reached: only what it answered is to be told. */
const answeringCauses: ReadonlySet<OfflineCause> = new Set(['refused', 'unreadable-answer']);

/** The words for a command's failure, with the wait or the cause where it names one. */
export function failureText(t: Translate, locale: string, failure: CommandFailure): string {
  if (failure.code === 'unreachable') {
    const cause = t(`offlineCauses.${failure.cause}`);
    if (answeringCauses.has(failure.cause)) return cause;
    return `${t('failures.unreachable')} ${cause}`;
  }
  if (failure.code === 'too-many-attempts' && failure.retryAfterMs !== null) {
    const wait = formatWait(locale, Math.ceil(failure.retryAfterMs / 1000));
    return t('tooManyAttemptsWait', { wait });
  }
  return t(`failures.${failure.code}`);
}

import type { CommandFailure } from '@mytone/shared/commands.ts';
import { formatWait } from './format.ts';
import type { Translate } from './translate.ts';

/** The words for a command's failure, with the wait or the cause where it names one. */
export function failureText(t: Translate, locale: string, failure: CommandFailure): string {
  if (failure.code === 'unreachable') {
    return `${t('failures.unreachable')} ${t(`offlineCauses.${failure.cause}`)}`;
  }
  if (failure.code === 'too-many-attempts' && failure.retryAfterMs !== null) {
    const wait = formatWait(locale, Math.ceil(failure.retryAfterMs / 1000));
    return t('tooManyAttemptsWait', { wait });
  }
  return t(`failures.${failure.code}`);
}

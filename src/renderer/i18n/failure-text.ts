import type { CommandFailure } from '@mytone/shared/commands.ts';
import type { Language } from '@mytone/shared/preferences.ts';
import type { TFunction } from 'i18next';
import { formatWait } from './format.ts';

/** The words for a command's failure, with the wait or the cause where it names one. */
export function failureText(t: TFunction, language: Language, failure: CommandFailure): string {
  if (failure.code === 'unreachable') {
    return `${t('failures.unreachable')} ${t(`offlineCauses.${failure.cause}`)}`;
  }
  if (failure.code === 'too-many-attempts' && failure.retryAfterMs !== null) {
    const wait = formatWait(language, Math.ceil(failure.retryAfterMs / 1000));
    return t('tooManyAttemptsWait', { wait });
  }
  return t(`failures.${failure.code}`);
}

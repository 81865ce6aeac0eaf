import type { OfflineCause } from '@mytone/shared/auth-state.ts';
import type { CommandFailure } from '@mytone/shared/bridge/commands.ts';
import type { Language } from '@mytone/shared/languages.ts';
import { joinSentences } from './order.ts';
import type { Translate } from './translate.ts';

/** The API was reached, so only its answer is shown. */
const answeringCauses: ReadonlySet<OfflineCause> = new Set(['refused', 'unreadable-answer']);

/** The words for a command's failure, with its cause if it has one. */
export function failureText(t: Translate, language: Language, failure: CommandFailure): string {
  if (failure.code !== 'unreachable') {
    return t(`failures.${failure.code}`);
  }
  const cause = t(`offlineCauses.${failure.cause}`);
  if (answeringCauses.has(failure.cause)) {
    return cause;
  }
  const more = failure.cause === 'network' ? t('checkConnection') : cause;
  return joinSentences(language, [t('failures.unreachable'), more]);
}

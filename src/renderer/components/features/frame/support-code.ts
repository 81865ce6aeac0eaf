import type { OfflineCause } from '@mytone/shared/auth-state.ts';
import type { CommandFailure } from '@mytone/shared/bridge/commands.ts';
import type { FailureCode } from '../../../i18n/code-tables.ts';

/** What nobody can mend by typing something else or by waiting a little. */
const codesForSupport: ReadonlySet<FailureCode> = new Set([
  'unexpected',
  'untrusted-sender',
  'invalid-input',
  'account-disabled',
  'sign-in-refused',
]);
const causesForSupport: ReadonlySet<OfflineCause> = new Set([
  'server',
  'certificate',
  'refused',
  'unreadable-answer',
]);

/** The code of a failure that the user cannot resolve alone, to pass on to support; null for any other. */
export function supportCode(failure: CommandFailure): string | null {
  if (failure.code === 'unreachable') {
    return causesForSupport.has(failure.cause) ? `unreachable/${failure.cause}` : null;
  }
  return codesForSupport.has(failure.code) ? failure.code : null;
}

import type { NameCheck, NameCheckInput, UniqueField } from '@mytone/shared/account/name-check.ts';
import { apiSentences } from '@mytone/shared/refusals.ts';
import type { Clock } from '../../ports.ts';
import type { Api } from '../api/api.ts';
import type { ApiAnswer } from '../api/api-answer.ts';

/** After a 429 that names no wait, in milliseconds. */
const waitAfterRefusalMs = 60_000;

export type CheckName = (input: NameCheckInput) => Promise<NameCheck>;

/**
 * Asks the API whether a name is taken. A newer check of the same field cancels the older one.
 * After a 429 nothing is sent until its wait is over. Any answer but a plain yes or no is `unknown`,
 * because the shape is not documented (docs/contract.md, "Endpoints").
 */
export function createNameChecks({
  api,
  clock,
}: {
  api: Pick<Api, 'verify'>;
  clock: Pick<Clock, 'monotonic'>;
}): CheckName {
  const asking = new Map<UniqueField, AbortController>();
  let quietUntil = Number.NEGATIVE_INFINITY;

  return async ({ field, value }) => {
    asking.get(field)?.abort();
    if (clock.monotonic() < quietUntil) {
      return 'unknown';
    }
    const controller = new AbortController();
    asking.set(field, controller);
    const answer = await api.verify(field, value, controller.signal);
    if (answer.kind === 'no-answer' && answer.cause === 'busy') {
      quietUntil = clock.monotonic() + (answer.retryAfterMs ?? waitAfterRefusalMs);
    }
    return readVerdict(answer);
  };
}

const takenKeys = ['exists', 'taken', 'is_taken', 'registered', 'in_use'];
const freeKeys = ['available', 'is_available', 'free'];
const takenSentences: readonly string[] = [apiSentences.emailTaken, apiSentences.usernameTaken];

function readVerdict(answer: ApiAnswer<unknown>): NameCheck {
  if (answer.kind === 'refused' && takenSentences.includes(answer.detail)) {
    return 'taken';
  }
  if (answer.kind !== 'success' || typeof answer.value !== 'object' || answer.value === null) {
    return 'unknown';
  }
  for (const [key, value] of Object.entries(answer.value)) {
    if (typeof value === 'boolean' && takenKeys.includes(key)) {
      return value ? 'taken' : 'free';
    }
    if (typeof value === 'boolean' && freeKeys.includes(key)) {
      return value ? 'free' : 'taken';
    }
  }
  return 'unknown';
}

import { apiSentences } from '@mytone/shared/refusals.ts';
import type { TooManyAttempts } from '../accounts/attempts.ts';
import type { Answer } from './answer.ts';

/** When a client may try again if the server is busy or has no database, in seconds. */
const busyRetrySeconds = '2';

const refusals = {
  'email-taken': { status: 400, sentence: apiSentences.emailTaken, headers: {} },
  'username-taken': { status: 400, sentence: apiSentences.usernameTaken, headers: {} },
  'wrong-credentials': { status: 400, sentence: apiSentences.wrongCredentials, headers: {} },
  'wrong-password': { status: 400, sentence: 'Incorrect password', headers: {} },
  'invalid-token': {
    status: 401,
    sentence: apiSentences.invalidToken,
    headers: { 'www-authenticate': 'Bearer' },
  },
  'invalid-reset-token': {
    status: 400,
    sentence: 'Invalid or expired reset token',
    headers: {},
  },
  busy: {
    status: 503,
    sentence: 'The service is busy, try again shortly',
    headers: { 'retry-after': busyRetrySeconds },
  },
  unavailable: {
    status: 503,
    sentence: 'The service is temporarily unavailable',
    headers: { 'retry-after': busyRetrySeconds },
  },
} as const;

/** Too many attempts: 429 with the seconds to wait. */
function slowDown(retryAfterSeconds: number): Answer {
  return {
    status: 429,
    headers: { 'retry-after': String(retryAfterSeconds) },
    body: { detail: 'Too many attempts, try again later' },
    refusal: 'too-many-attempts',
  };
}

export type RefusalCode = keyof typeof refusals;

type Refusal = { readonly code: RefusalCode } | TooManyAttempts;

/** The answer for each refusal of the service. */
export function refuse(code: RefusalCode): Answer;
export function refuse(refusal: Refusal): Answer;
export function refuse(given: RefusalCode | Refusal): Answer {
  const refusal = typeof given === 'string' ? { code: given } : given;
  if (refusal.code === 'too-many-attempts') {
    return slowDown(refusal.retryAfterSeconds);
  }
  const { status, sentence, headers } = refusals[refusal.code];
  return { status, headers, body: { detail: sentence }, refusal: refusal.code };
}

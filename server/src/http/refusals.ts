import { apiSentences } from '../../../src/shared/api.ts';
import type { Answer } from './endpoint.ts';

/** Seconds after which a busy server, or one without its database, is worth another try. */
const busyRetrySeconds = '2';

const refusals = {
  'email-taken': { status: 400, sentence: apiSentences.emailTaken, headers: {} },
  'username-taken': { status: 400, sentence: apiSentences.usernameTaken, headers: {} },
  'wrong-credentials': { status: 400, sentence: apiSentences.wrongCredentials, headers: {} },
  'invalid-token': {
    status: 401,
    sentence: apiSentences.invalidToken,
    headers: { 'www-authenticate': 'Bearer' },
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

export type RefusalCode = keyof typeof refusals;

/** What the API says for each way in which the service refuses. */
export function refuse(code: RefusalCode): Answer {
  const { status, sentence, headers } = refusals[code];
  return { status, headers, body: { detail: sentence } };
}

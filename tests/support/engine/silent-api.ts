import type { Api } from '../../../src/main/auth/api/api.ts';
import type { NoAnswer } from '../../../src/main/auth/api/api-answer.ts';

/** The server was not reached: the request was never sent. */
export const neverSent: NoAnswer = {
  kind: 'no-answer',
  cause: 'network',
  status: null,
  mayHaveBeenHandled: false,
  retryAfterMs: null,
};

const silence = async () => neverSent;

/** An API that is never reached; a test overrides the calls it is about. */
export const silentApi: Api = {
  wake: silence,
  register: silence,
  verify: silence,
  login: silence,
  me: silence,
  refresh: silence,
  logout: silence,
};

import type { Net } from 'electron';
import type { Clock, Log } from '../ports.ts';
import { createApiFetch } from './api-fetch.ts';
import { createProxyLogin, type ProxyLogin } from './proxy-login.ts';
import { createProxyQuestions, type ProxyQuestions } from './proxy-questions.ts';

/** The proxy between the application and the API, as the rest of main sees it. */
export interface ApiProxy extends Pick<ProxyLogin, 'allowQuestions' | 'onAccepted'> {
  readonly questions: Pick<ProxyQuestions, 'get' | 'onChange' | 'answer'>;
}

interface NetworkDeps {
  readonly net: Pick<Net, 'fetch' | 'request'>;
  readonly apiOrigin: string;
  readonly clock: Pick<Clock, 'schedule'>;
  readonly log: Log;
}

/** How main reaches the API: a fetch function, and the sign-in to a proxy. */
export function createNetwork({ net, ...deps }: NetworkDeps): {
  fetch: typeof fetch;
  proxy: ApiProxy;
} {
  const questions = createProxyQuestions();
  const login = createProxyLogin({ ...deps, net, questions });
  return { fetch: createApiFetch(net, login), proxy: { ...login, questions } };
}

import { withoutInvisible } from '@mytone/shared/account/invisible.ts';
import type { AuthInfo, Net } from 'electron';
import type { Clock, Log } from '../ports.ts';
import type { ProxyQuestions } from './proxy-questions.ts';

/** How long the proxy and the API may take, without the user's own time; milliseconds. */
const timeoutMs = 100_000;
/** A realm is text from the proxy: at most this many characters are shown. */
const longestRealm = 100;

/** `failed`: there was no response, or the proxy did not ask for a sign-in. */
export type ProxyLoginOutcome = 'accepted' | 'declined' | 'failed';

export interface ProxyLogin {
  /** Signs in to the proxy, which may ask the user. Calls at the same time share one question. */
  signIn(): Promise<ProxyLoginOutcome>;
  /** The user wants to try again: after they declined, they may be asked again. */
  allowQuestions(): void;
  /** Calls `listener` each time the proxy has let the application through. */
  onAccepted(listener: () => void): void;
}

interface ProxyLoginDeps {
  readonly net: Pick<Net, 'request'>;
  readonly apiOrigin: string;
  readonly clock: Pick<Clock, 'schedule'>;
  readonly log: Pick<Log, 'info'>;
  readonly questions: Pick<ProxyQuestions, 'ask' | 'answer'>;
}

/**
 * `net.fetch` does not report a proxy that asks for a user name
 * (https://github.com/electron/electron/issues/44249), but a request of `net.request` has the event
 * `login`. So one harmless request signs in; Chromium keeps the accepted credentials in memory and
 * uses them for every later request of the same session.
 */
export function createProxyLogin(deps: ProxyLoginDeps): ProxyLogin {
  const { log } = deps;
  const listeners: (() => void)[] = [];
  let pending: Promise<ProxyLoginOutcome> | null = null;
  let isDeclined = false;

  async function begin(): Promise<ProxyLoginOutcome> {
    const outcome = await askProxy(deps);
    pending = null;
    isDeclined = outcome === 'declined';
    log.info('proxy.login', { outcome });
    if (outcome === 'accepted') {
      for (const listener of listeners) {
        listener();
      }
    }
    return outcome;
  }

  return {
    async signIn() {
      if (isDeclined) {
        return 'declined';
      }
      pending ??= begin();
      return pending;
    },
    allowQuestions() {
      isDeclined = false;
    },
    onAccepted: (listener) => void listeners.push(listener),
  };
}

type AnswerChallenge = (username?: string, password?: string) => void;

/** Sends `HEAD /` to the API through the proxy, and asks the user as often as the proxy asks. */
function askProxy({ net, apiOrigin, clock, questions }: ProxyLoginDeps) {
  const { promise, resolve } = Promise.withResolvers<ProxyLoginOutcome>();
  const request = net.request({
    url: `${apiOrigin}/`,
    method: 'HEAD',
    redirect: 'manual',
    cache: 'no-store',
  });
  const startTimer = () => clock.schedule(() => request.abort(), timeoutMs);
  let timer = startTimer();
  let isRepeated = false;
  let isDeclined = false;
  let isOver = false;

  function finish(outcome: ProxyLoginOutcome): void {
    isOver = true;
    timer.cancel();
    resolve(isDeclined ? 'declined' : outcome);
    // The connection was lost while the question was open, so its answer is not needed.
    questions.answer(null);
  }

  async function answer(challenge: AuthInfo, callback: AnswerChallenge): Promise<void> {
    // A server that asks for a password is not the API, and gets no credentials.
    if (!challenge.isProxy) {
      callback();
      return;
    }
    timer.cancel();
    const given = await questions.ask(questionOf(challenge, isRepeated));
    if (isOver) {
      return;
    }
    timer = startTimer();
    isRepeated = true;
    if (given === null) {
      isDeclined = true;
      callback();
    } else {
      callback(given.username, given.password);
    }
  }

  request.on('login', (challenge, callback) => void answer(challenge, callback));
  request.on('response', ({ statusCode }) => {
    finish(statusCode === 407 ? 'failed' : 'accepted');
    request.abort();
  });
  request.on('redirect', () => finish('accepted'));
  request.on('error', () => finish('failed'));
  request.on('close', () => finish('failed'));
  request.end();
  return promise;
}

function questionOf({ host, port, realm }: AuthInfo, isRepeated: boolean) {
  const visible = withoutInvisible(realm).trim();
  return { host, port, realm: visible.slice(0, longestRealm), isRepeated };
}

import type { Clock } from '../../ports.ts';
import type { Api } from './api.ts';
import type { Aborted, NoAnswer } from './api-answer.ts';

/** A sleeping host takes up to a minute (docs/contract.md, "The host"); milliseconds. */
export const longestWaitMs = 90_000;
const betweenMs = 2_000;

/** A GET that is lost is sent again, twice, within 2 s: it may be sent any number of times. */
const resendAfterMs = [500, 1_000];

/**
 * Waits until the host is awake, so that a form's one POST does not end at a gateway's page. Returns
 * null when it is awake, and the last answer if it cannot be reached or does not wake up in time.
 */
export async function waitUntilAwake(
  api: Pick<Api, 'wake'>,
  clock: Clock,
  signal: AbortSignal,
): Promise<NoAnswer | Aborted | null> {
  const startedAt = clock.monotonic();
  let lost = 0;

  /** How long to wait before the next GET, in milliseconds; undefined to give up. */
  function waitAfter(answer: NoAnswer): number | undefined {
    if (answer.status !== null) {
      return Math.max(betweenMs, answer.retryAfterMs ?? 0);
    }
    if (answer.cause !== 'network') {
      return undefined;
    }
    lost += 1;
    return resendAfterMs[lost - 1];
  }

  for (;;) {
    const answer = await api.wake(signal);
    if (answer.kind === 'aborted') {
      return answer;
    }
    if (answer.kind !== 'no-answer') {
      return null;
    }
    const waitMs = waitAfter(answer);
    if (waitMs === undefined || clock.monotonic() + waitMs - startedAt > longestWaitMs) {
      return answer;
    }
    await pause(clock, waitMs, signal);
  }
}

function pause(clock: Clock, ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const timer = clock.schedule(done, ms);
    function done(): void {
      timer.cancel();
      signal.removeEventListener('abort', done);
      resolve();
    }
    signal.addEventListener('abort', done);
  });
}

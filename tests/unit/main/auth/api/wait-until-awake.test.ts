import { getEventListeners } from 'node:events';
import { describe, expect, it } from 'vitest';
import type { Api } from '../../../../../src/main/auth/api/api.ts';
import type { ApiAnswer } from '../../../../../src/main/auth/api/api-answer.ts';
import { waitUntilAwake } from '../../../../../src/main/auth/api/wait-until-awake.ts';
import { createFakeClock, settle } from '../../../../support/engine/fake-clock.ts';

const second = 1_000;
const awake: ApiAnswer<null> = { kind: 'success', value: null };

function gateway(retryAfterMs: number | null = null, status: number | null = 503): ApiAnswer<null> {
  return { kind: 'no-answer', cause: 'server', status, mayHaveBeenHandled: true, retryAfterMs };
}

/** A connection that broke. */
const lost = { ...gateway(null, null), cause: 'network' } as const;

/** Wakes a host that gives these answers, the last one for ever. */
async function wake(...answers: ApiAnswer<null>[]) {
  const clock = createFakeClock();
  await clock.advance(60 * second);
  const abandoned = new AbortController();
  const askedAt: number[] = [];
  const api: Pick<Api, 'wake'> = {
    wake: async (signal) => {
      askedAt.push(clock.monotonic() - 60 * second);
      if (signal.aborted) {
        return { kind: 'aborted' };
      }
      return answers[Math.min(askedAt.length, answers.length) - 1] ?? awake;
    },
  };
  const ended: unknown[] = [];
  void waitUntilAwake(api, clock, abandoned.signal).then((outcome) => ended.push(outcome));
  await settle();
  return { clock, abandoned, askedAt, ended };
}

describe('waking the host', () => {
  it('ends with the first answer that does not come from a gateway', async () => {
    const { askedAt, ended } = await wake(awake);
    expect([askedAt, ended]).toEqual([[0], [null]]);
  });

  it('asks every two seconds while a gateway answers', async () => {
    const { clock, askedAt, ended } = await wake(gateway(), gateway(), awake);
    await clock.advance(10 * second);
    expect([askedAt, ended]).toEqual([[0, 2 * second, 4 * second], [null]]);
  });

  it('waits as long as the gateway asks, but at least two seconds', async () => {
    const { clock, askedAt } = await wake(gateway(30 * second), gateway(second), awake);
    await clock.advance(60 * second);
    expect(askedAt).toEqual([0, 30 * second, 32 * second]);
  });

  it('is given up after ninety seconds, with the last answer', async () => {
    const { clock, askedAt, ended } = await wake(gateway());
    await clock.advance(200 * second);
    expect(askedAt.at(-1)).toBe(90 * second);
    expect(ended).toEqual([gateway()]);
  });

  it('is given up at once if the requested wait is too long', async () => {
    const { askedAt, ended } = await wake(gateway(91 * second));
    expect([askedAt, ended]).toEqual([[0], [gateway(91 * second)]]);
  });

  it('sends a lost GET again, twice, within two seconds', async () => {
    const { clock, askedAt, ended } = await wake(lost, lost, awake);
    await clock.advance(10 * second);
    expect([askedAt, ended]).toEqual([[0, 500, 1_500], [null]]);
  });

  it('is given up when nobody answers the third time', async () => {
    const { clock, askedAt, ended } = await wake(lost);
    await clock.advance(200 * second);
    expect([askedAt, ended]).toEqual([[0, 500, 1_500], [lost]]);
  });

  it('is given up at once if the certificate is refused', async () => {
    const refused = { ...lost, cause: 'certificate' } as const;
    const { clock, askedAt, ended } = await wake(refused);
    await clock.advance(200 * second);
    expect([askedAt, ended]).toEqual([[0], [refused]]);
  });

  it('leaves no listener on the signal, however often it has asked', async () => {
    const { clock, abandoned, ended } = await wake(gateway(), gateway(), gateway(), awake);
    await clock.advance(10 * second);
    expect(ended).toEqual([null]);
    expect(getEventListeners(abandoned.signal, 'abort')).toEqual([]);
  });

  it('ends at once when it is abandoned during a wait, and leaves no timer', async () => {
    const { clock, abandoned, askedAt, ended } = await wake(gateway());
    abandoned.abort();
    await settle();
    expect([askedAt, ended]).toEqual([[0, 0], [{ kind: 'aborted' }]]);
    expect(clock.pending()).toEqual([]);
  });
});

import { describe, expect, it } from 'vitest';
import type { ApiAnswer, Refusal } from '../../../../../src/main/auth/api/api-answer.ts';
import { createAuthorised } from '../../../../../src/main/auth/session/authorised-call.ts';
import type { RenewalOutcome, Unanswered } from '../../../../../src/main/auth/session/renewal.ts';
import { createServerClock } from '../../../../../src/main/auth/time/server-clock.ts';
import type { AccessToken } from '../../../../../src/main/auth/tokens/access-token.ts';
import { createFakeClock } from '../../../../support/engine/fake-clock.ts';

const refused: Refusal = { kind: 'refused', status: 401, detail: 'no', retryAfterMs: null };
const success: ApiAnswer<string> = { kind: 'success', value: 'profile' };

function opaque(value: string): AccessToken {
  return { value, expiresAt: null, renewAt: null };
}

interface Options {
  readonly access?: AccessToken | null;
  readonly failure?: Unanswered;
}

/** Calls with a token whose renewals succeed; `asked` are the tokens that were called with. */
function create({ access = opaque('t0'), failure }: Options = {}) {
  const clock = createFakeClock();
  const ending = new AbortController();
  const asked: string[] = [];
  let current = access;
  let renewals = 0;
  const world = {
    answers: [] as ApiAnswer<string>[],
    renew: async (): Promise<RenewalOutcome> => {
      renewals += 1;
      current = opaque(`t${renewals}`);
      return { kind: 'renewed', access: current };
    },
  };
  const authorised = createAuthorised({
    renewal: {
      refreshToken: 'r',
      storage: 'keychain',
      get access() {
        return current;
      },
      store: async () => {},
      renew: () => world.renew(),
      lookAgain: async () => 'confirmed',
    },
    serverClock: createServerClock(clock),
    signal: ending.signal,
    waitingAfter: () => failure ?? null,
  });
  const call = () =>
    authorised(async (token) => {
      asked.push(token);
      return world.answers[asked.length - 1] ?? success;
    });
  return { call, world, asked, end: () => ending.abort() };
}

describe('an authorised call', () => {
  it('refused with a fresh token as well gives the refusal to its caller', async () => {
    const { call, world, asked } = create();
    world.answers = [refused, refused];
    expect(await call()).toEqual(refused);
    expect(asked).toEqual(['t0', 't1']);
  });

  it('refused by a renewal is not renewed again', async () => {
    const { call, world, asked } = create({ access: null });
    let renewals = 0;
    world.renew = async () => {
      renewals += 1;
      return { kind: 'unanswered', answer: refused };
    };
    expect(await call()).toEqual(refused);
    expect([renewals, asked]).toEqual([1, []]);
  });

  it('is answered with the refusal that back-off waits after, and with nothing else', async () => {
    const { call, asked } = create({ access: null, failure: refused });
    expect(await call()).toBe(refused);
    expect(asked).toEqual([]);
  });
});

describe('an authorised call of a session that has ended', () => {
  it('is not made', async () => {
    const { call, asked, end } = create();
    end();
    expect(await call()).toEqual({ kind: 'aborted' });
    expect(asked).toEqual([]);
  });

  it('with its renewal is not made, whether there was a token or not', async () => {
    const { call, world, asked } = create({ access: null });
    world.renew = async () => ({ kind: 'dead', status: 401 });
    expect(await call()).toEqual({ kind: 'aborted' });
    expect(asked).toEqual([]);
  });
});

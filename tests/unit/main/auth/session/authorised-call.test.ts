import { describe, expect, it } from 'vitest';
import type { ApiAnswer, Refusal } from '../../../../../src/main/auth/api/api-answer.ts';
import { createAuthorised } from '../../../../../src/main/auth/session/authorised-call.ts';
import type {
  RenewalOutcome,
  SecondLook,
  Unanswered,
} from '../../../../../src/main/auth/session/renewal.ts';
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
  readonly look?: SecondLook;
  readonly failure?: Unanswered;
}

/** Calls with a token whose renewals succeed; `asked` are the tokens that were called with. */
function create({ access = opaque('t0'), look = 'confirmed', failure }: Options = {}) {
  const clock = createFakeClock();
  const ending = new AbortController();
  const asked: string[] = [];
  const died: number[] = [];
  let current = access;
  let renewals = 0;
  const world = {
    answers: [] as ApiAnswer<string>[],
    renew: async (): Promise<RenewalOutcome> => {
      renewals += 1;
      current = opaque(`t${renewals}`);
      return { kind: 'renewed', access: current };
    },
    lookAgain: async (): Promise<SecondLook> => look,
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
      lookAgain: () => world.lookAgain(),
    },
    serverClock: createServerClock(clock),
    signal: ending.signal,
    waitingAfter: () => failure ?? null,
    onRefused: (status) => void died.push(status),
  });
  const call = () =>
    authorised(async (token) => {
      asked.push(token);
      return world.answers[asked.length - 1] ?? success;
    });
  return { call, world, asked, died, end: () => ending.abort() };
}

describe('an authorised call', () => {
  it('refused with a fresh token ends the session once the second look confirms it', async () => {
    const { call, world, asked, died } = create();
    world.answers = [refused, refused];
    expect(await call()).toEqual(refused);
    expect([asked, died]).toEqual([['t0', 't1'], [401]]);
  });

  it('is made once more with the token of another process, which may be refused as well', async () => {
    const { call, world, asked, died } = create({ look: 'adopted' });
    world.answers = [refused, refused, success];
    expect(await call()).toEqual(success);
    expect([asked, died]).toEqual([['t0', 't1', 't2'], []]);
    const other = create({ look: 'adopted' });
    other.world.answers = [refused, refused, refused];
    expect(await other.call()).toEqual(refused);
    expect([other.asked, other.died]).toEqual([['t0', 't1', 't2'], [401]]);
  });

  it('refused while the keychain says nothing leaves the session alone', async () => {
    const { call, world, asked, died } = create({ look: 'unknown' });
    world.answers = [refused, refused];
    expect(await call()).toEqual(refused);
    expect([asked, died]).toEqual([['t0', 't1'], []]);
  });

  it('refused by a renewal is not renewed again', async () => {
    const { call, world, asked, died } = create({ access: null });
    let renewals = 0;
    world.renew = async () => {
      renewals += 1;
      return { kind: 'unanswered', answer: refused };
    };
    expect(await call()).toEqual(refused);
    expect([renewals, asked, died]).toEqual([1, [], []]);
  });

  it('is answered with the refusal that back-off waits after, and with nothing else', async () => {
    const { call, asked, died } = create({ access: null, failure: refused });
    expect(await call()).toBe(refused);
    expect([asked, died]).toEqual([[], []]);
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

  it('during the second look does not end it again', async () => {
    const { call, world, died, end } = create();
    world.answers = [refused, refused];
    world.lookAgain = async () => {
      end();
      return 'confirmed';
    };
    await call();
    expect(died).toEqual([]);
  });
});

import type { TokenStorage } from '@mytone/shared/auth-state.ts';
import { describe, expect, it } from 'vitest';
import type { ApiAnswer } from '../../src/main/auth/api/api-answer.ts';
import { createRenewal, type RenewalOutcome } from '../../src/main/auth/session/renewal.ts';
import { createServerClock } from '../../src/main/auth/time/server-clock.ts';
import type { StoredToken } from '../../src/main/auth/tokens/token-store.ts';
import { createFakeClock, settle } from '../support/engine/fake-clock.ts';
import { neverSent, silentApi } from '../support/engine/silent-api.ts';

type Refreshed = ApiAnswer<{ accessToken: string; refreshToken: string | null }>;

const second = 1_000;
const awake: ApiAnswer<null> = { kind: 'success', value: null };
const aborted: RenewalOutcome = { kind: 'unanswered', answer: { kind: 'aborted' } };

function refreshed(refreshToken: string | null = 'second'): Refreshed {
  return { kind: 'success', value: { accessToken: 'access', refreshToken } };
}

function refused(status: number): Refreshed {
  return { kind: 'refused', status, detail: 'no', retryAfterMs: null };
}

interface Options {
  readonly storage?: TokenStorage;
  readonly accessToken?: string | null;
}

/** The tokens of one session; its host, its keychain and its end are in the test's hand. */
function create({ storage = 'keychain', accessToken = null }: Options = {}) {
  const clock = createFakeClock();
  const ending = new AbortController();
  const asked: string[] = [];
  const told: unknown[] = [];
  const world = {
    wake: async (): Promise<ApiAnswer<null>> => awake,
    refresh: async (_token: string): Promise<Refreshed> => refreshed(),
    read: async (): Promise<StoredToken> => ({ kind: 'found', token: 'first', session: 1 }),
    save: async (_token: string, _onLate?: () => void): Promise<TokenStorage> => 'keychain',
  };
  const renewal = createRenewal({
    api: {
      ...silentApi,
      wake() {
        asked.push('wake');
        return world.wake();
      },
      refresh(token) {
        asked.push(`refresh ${token}`);
        return world.refresh(token);
      },
    },
    tokenStore: {
      read() {
        asked.push('read');
        return world.read();
      },
      save: (token, onLate) => world.save(token, onLate),
      mark: async () => {},
      clear: async () => {},
    },
    clock,
    serverClock: createServerClock(clock),
    signal: ending.signal,
    initial: { refreshToken: 'first', storage, accessToken },
    onStorage: (next) => void told.push(next),
    onAdopted: () => void told.push('adopted'),
    onOutcome: (outcome) => void told.push(outcome.kind),
  });
  return { renewal, world, clock, asked, told, end: () => ending.abort() };
}

describe('a host', () => {
  it('that has just answered is not woken, for a minute', async () => {
    const { renewal, clock, asked } = create({ accessToken: 'access' });
    await clock.advance(59 * second);
    await renewal.renew();
    expect(asked).toEqual(['refresh first']);
  });

  it('that has not answered for a minute is woken', async () => {
    const { renewal, clock, asked } = create({ accessToken: 'access' });
    await clock.advance(60 * second);
    await renewal.renew();
    expect(asked).toEqual(['wake', 'refresh first']);
  });

  it('that answered a refresh is awake from then on', async () => {
    const { renewal, clock, asked } = create({ accessToken: 'access' });
    await clock.advance(30 * second);
    await renewal.renew();
    await clock.advance(59 * second);
    await renewal.renew();
    expect(asked).toEqual(['refresh first', 'refresh second']);
  });

  it('that did not answer a refresh is not awake for that', async () => {
    const { renewal, world, clock, asked } = create({ accessToken: 'access' });
    world.refresh = async () => neverSent;
    await clock.advance(30 * second);
    await renewal.renew();
    await clock.advance(30 * second);
    await renewal.renew();
    expect(asked).toEqual(['refresh first', 'wake', 'refresh first']);
  });

  it('that was woken is not woken again for the next attempt', async () => {
    const { renewal, world, clock, asked } = create();
    world.refresh = async () => neverSent;
    await renewal.renew();
    await clock.advance(second);
    await renewal.renew();
    expect(asked).toEqual(['wake', 'refresh first', 'refresh first']);
  });

  it('is awake for a renewal even if a gateway answers', async () => {
    const { renewal, world, asked } = create();
    world.wake = async () => ({ ...neverSent, cause: 'server', status: 503 });
    expect(await renewal.renew()).toMatchObject({ kind: 'renewed' });
    expect(asked).toEqual(['wake', 'refresh first']);
  });

  it('that cannot be woken is not sent the token', async () => {
    const { renewal, world, asked } = create();
    world.wake = async () => neverSent;
    expect(await renewal.renew()).toEqual({ kind: 'unanswered', answer: neverSent });
    expect(asked).toEqual(['wake']);
  });
});

describe('a refusal', () => {
  it('that the second look confirms is not asked for again', async () => {
    const { renewal, world, asked } = create();
    world.refresh = async () => refused(401);
    expect(await renewal.renew()).toEqual({ kind: 'dead', status: 401 });
    expect(asked).toEqual(['wake', 'refresh first', 'read']);
  });

  it('that says nothing of the token takes no second look', async () => {
    const { renewal, world, asked } = create();
    world.read = async () => ({ kind: 'found', token: 'newer', session: 1 });
    world.refresh = async () => refused(404);
    expect(await renewal.renew()).toEqual({ kind: 'unanswered', answer: refused(404) });
    expect(asked).toEqual(['wake', 'refresh first']);
  });

  it('of a session in memory takes no look at an older one in the keychain', async () => {
    const { renewal, world, asked } = create({ storage: 'memory' });
    world.read = async () => ({ kind: 'found', token: 'of somebody else', session: 1 });
    world.refresh = async () => refused(401);
    expect(await renewal.renew()).toEqual({ kind: 'dead', status: 401 });
    expect(asked).toEqual(['wake', 'refresh first']);
    expect(await renewal.lookAgain()).toBe('confirmed');
    expect(renewal.refreshToken).toBe('first');
  });
});

describe('the second look', () => {
  it.each([
    [{ kind: 'found', token: 'first', session: 1 }, 'confirmed'],
    [{ kind: 'found', token: 'newer', session: 1 }, 'adopted'],
    [{ kind: 'lost' }, 'confirmed'],
    [{ kind: 'absent' }, 'unknown'],
    [{ kind: 'unavailable' }, 'unknown'],
    [{ kind: 'denied' }, 'unknown'],
  ] as const)('at %j: %s', async (stored, look) => {
    const { renewal, world } = create();
    world.read = async () => stored;
    expect(await renewal.lookAgain()).toBe(look);
  });
});

describe('an answer too large to be the API’s', () => {
  it('is not asked for again at once', async () => {
    const { renewal, world, asked } = create();
    world.refresh = async () => ({ ...neverSent, cause: 'not-the-api', mayHaveBeenHandled: true });
    await renewal.renew();
    expect(asked).toEqual(['wake', 'refresh first']);
  });
});

describe('the place of the token', () => {
  it('is told only when it has changed', async () => {
    const { renewal, world, told } = create();
    await renewal.renew();
    expect(told).toEqual(['renewed']);
    world.save = async () => 'memory';
    world.refresh = async () => refreshed('third');
    await renewal.renew();
    expect(told).toEqual(['renewed', 'memory', 'renewed']);
  });

  it('is the keychain only once that holds the current token, not an earlier one', async () => {
    const { renewal, world } = create({ storage: 'memory' });
    const first = Promise.withResolvers<TokenStorage>();
    const late: (() => void)[] = [];
    world.save = async (token, onLate = () => {}) => {
      late.push(onLate);
      return token === 'first' ? first.promise : 'memory';
    };
    const storing = renewal.store();
    await renewal.renew();
    first.resolve('keychain');
    await storing;
    late[0]?.();
    expect(renewal.storage).toBe('memory');
    late[1]?.();
    expect(renewal.storage).toBe('keychain');
  });
});

describe('a session that ends', () => {
  it('while its host is woken spends no token', async () => {
    const { renewal, world, asked, told, end } = create();
    world.wake = async () => {
      end();
      return { kind: 'aborted' };
    };
    expect(await renewal.renew()).toEqual(aborted);
    expect([asked, told]).toEqual([['wake'], []]);
  });

  it('while its token is being refused takes no second look', async () => {
    const { renewal, world, asked, told, end } = create();
    world.read = async () => ({ kind: 'found', token: 'newer', session: 1 });
    world.refresh = async () => {
      end();
      return refused(401);
    };
    expect(await renewal.renew()).toEqual(aborted);
    expect([asked, told]).toEqual([['wake', 'refresh first'], []]);
  });

  it('while a keychain that will not answer is looked at tells nobody', async () => {
    const { renewal, world, told, end } = create();
    world.refresh = async () => refused(401);
    world.read = async () => {
      end();
      return { kind: 'unavailable' };
    };
    await renewal.renew();
    expect(told).toEqual([]);
  });

  it('while its new token is being stored shows nobody the new access token', async () => {
    const { renewal, world, told, end } = create();
    const saving = Promise.withResolvers<TokenStorage>();
    world.save = () => saving.promise;
    const renewing = renewal.renew();
    await settle();
    end();
    saving.resolve('memory');
    expect(await renewing).toEqual(aborted);
    expect([renewal.access, renewal.storage, told]).toEqual([null, 'keychain', []]);
  });
});

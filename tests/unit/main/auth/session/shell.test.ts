import type { AuthState } from '@mytone/shared/auth-state.ts';
import { describe, expect, it } from 'vitest';
import type { Api } from '../../../../../src/main/auth/api/api.ts';
import { emptySessionRecord, type SessionRecord } from '../../../../../src/main/auth/ports.ts';
import { createForms } from '../../../../../src/main/auth/session/forms.ts';
import { createShell, type Shell } from '../../../../../src/main/auth/session/shell.ts';
import { createServerClock } from '../../../../../src/main/auth/time/server-clock.ts';
import type { TokenStore } from '../../../../../src/main/auth/tokens/token-store.ts';
import { found, marker, refused } from '../../../../support/engine/core/create-core.ts';
import { jeanOfEngine as user } from '../../../../support/engine/fake-api.ts';
import { createFakeClock, settle } from '../../../../support/engine/fake-clock.ts';
import { neverSent, silentApi } from '../../../../support/engine/silent-api.ts';

const never = () => new Promise<never>(() => {});
const success = <Value>(value: Value) => ({ kind: 'success', value }) as const;

interface Options {
  readonly api?: Partial<Api>;
  readonly tokenStore?: Partial<TokenStore>;
  readonly record?: Partial<SessionRecord>;
  /** Called with every cause that is shown. */
  readonly onShow?: (shell: Shell, cause: string) => void;
  /** Called with the names of the values that each write to the settings changes. */
  readonly onRecord?: (names: readonly string[], done: string[]) => void;
}

/** A shell whose API answers everything, with what it did, in order. */
function create({ api = {}, tokenStore = {}, record = {}, onShow, onRecord }: Options = {}) {
  const clock = createFakeClock();
  const done: string[] = [];
  const states: AuthState[] = [];
  const serverClock = {
    ...createServerClock(clock),
    distrust: () => void done.push('distrust'),
  };
  const forms = createForms(serverClock);
  let known: SessionRecord = { ...emptySessionRecord, marker, profile: user, ...record };
  let events = 0;
  let tokens = 0;

  const shell: Shell = createShell({
    clock,
    serverClock,
    forms,
    // Every event is given its own.
    random() {
      events += 1;
      return 0;
    },
    records: {
      read: () => known,
      update(change) {
        known = { ...known, ...change };
        onRecord?.(Object.keys(change), done);
      },
    },
    published: {
      get: () => ({ kind: 'starting', isWaitingForKeychain: false }),
      publish(state, cause, status) {
        states.push(state);
        done.push(`show ${state.kind}: ${cause} ${status}`);
        onShow?.(shell, cause);
      },
      onChange: () => () => {},
    },
    revocations: {
      async add(token) {
        done.push(`revoke ${token}`);
        await Promise.resolve();
        done.push(`queued ${token}`);
      },
      resume: async () => {},
      hurry() {},
      dispose() {},
    },
    tokenStore: {
      read: async () => found('first'),
      readName: async () => 'absent',
      async save(token, own) {
        done.push(`save ${token} over ${own?.name ?? 'anything'}`);
        return 'keychain';
      },
      async mark(name, token) {
        done.push(`mark ${token} at ${name === clock.now() ? 'now' : name}`);
      },
      async clear(own) {
        done.push(`clear ${own.tokens}`);
      },
      ...tokenStore,
    },
    api: {
      ...silentApi,
      async wake() {
        done.push('wake');
        return success(null);
      },
      async refresh(token) {
        done.push(`refresh ${token}`);
        tokens += 1;
        return success({ accessToken: `access-${tokens}`, refreshToken: null });
      },
      async me(token) {
        done.push(`profile ${token}`);
        return success(user);
      },
      ...api,
    },
  });

  return {
    shell,
    clock,
    forms,
    done,
    states,
    /** What was done since the last time. */
    take: () => done.splice(0),
    events: () => events,
    record: () => known,
    async start() {
      shell.hear({ type: 'start', record: known });
      await settle();
    },
  };
}

/** … with a session that is verified. */
async function online(options: Options = {}) {
  const setup = create(options);
  await setup.start();
  setup.take();
  return setup;
}

/** A form that the API answers with a session. */
const signsIn = async () =>
  ({
    ok: true,
    value: { tokens: { accessToken: 'fresh', refreshToken: 'own' }, user },
  }) as const;

const signedOut: Options = {
  record: { marker: null, profile: null },
  tokenStore: { read: async () => ({ kind: 'absent' }) },
};

describe('the shell', () => {
  it('does what the core asks for, and reports the result', async () => {
    const { start, done, record } = create();
    await start();
    expect(done).toEqual([
      'show signed-in: restored null',
      'wake',
      'refresh first',
      'profile access-1',
      'show signed-in: start null',
    ]);
    expect(record().verifiedAt).not.toBeNull();
  });

  it('reads the name in the keychain after it has shown a session that the settings named', async () => {
    const { start, done } = create({
      tokenStore: {
        read: async () => ({ kind: 'found', token: 'first', session: 5, isUnchecked: true }),
        readName: async () => 6,
      },
    });
    await start();
    expect(done.slice(0, 3)).toEqual([
      'show signed-in: restored null',
      'wake',
      'show restoring: adopted null',
    ]);
  });

  it('reports failures with their status', async () => {
    const failure = { ...neverSent, cause: 'server', status: 503 } as const;
    for (const api of [
      { wake: async () => failure },
      { refresh: async () => failure },
      { me: async () => failure },
    ]) {
      const { start, done } = create({ api });
      await start();
      expect(done.at(-1)).toBe('show signed-in: server 503');
    }
  });

  it('reports a timer when it is due, once', async () => {
    const { clock, take } = await online();
    await clock.advance(24 * 60 * 60_000 - 1);
    expect(take()).toEqual([]);
    await clock.advance(1);
    expect(take().slice(0, 2)).toEqual(['wake', 'refresh first']);
    expect(clock.pending()).toHaveLength(1);
  });

  it('handles an event that an effect causes after the effects of the one before', async () => {
    const { start, done } = create({
      onShow: (shell, cause) => cause === 'restored' && shell.hear({ type: 'sign-out' }),
    });
    await start();
    expect(done.slice(0, 3)).toEqual([
      'show signed-in: restored null',
      'wake',
      'show signed-out: user null',
    ]);
  });

  it('continues after an effect that throws', async () => {
    const { shell, done } = create({
      ...signedOut,
      onShow(_shell, cause) {
        if (cause === 'start') {
          throw new Error('The window is gone');
        }
      },
    });
    const record = { ...emptySessionRecord, signOutReason: 'user' } as const;
    expect(() => shell.hear({ type: 'start', record })).toThrow('The window is gone');
    shell.hear({ type: 'start', record: { ...record, marker } });
    await settle();
    expect(done.at(-1)).toBe('show keychain-locked: absent null');
  });

  it('takes a jump of the computer’s clock for a resume', async () => {
    const { shell, clock, take } = await online();
    shell.hear({ type: 'visibility', isVisible: true });
    expect(take()).toEqual([]);
    clock.step(60 * 60_000);
    shell.hear({ type: 'visibility', isVisible: true });
    await settle();
    expect(take().slice(0, 3)).toEqual(['distrust', 'wake', 'refresh first']);
    clock.step(60 * 60_000);
    await shell.callWithToken(async () => success(null));
    expect(take().slice(0, 3)).toEqual(['distrust', 'wake', 'refresh first']);
  });
});

describe('the watch of the clock', () => {
  it('begins with a sign-in, before its token is stored', async () => {
    const { start, shell, clock, forms, take } = create({
      ...signedOut,
      tokenStore: { ...signedOut.tokenStore, save: never },
    });
    await start();
    const { form } = forms.add(signsIn);
    shell.hear({ type: 'form-submitted', form });
    await settle();
    take();
    clock.step(60 * 60_000);
    shell.hear({ type: 'visibility', isVisible: true });
    expect(take()).toEqual(['distrust']);
  });

  it('does nothing while there is no session', async () => {
    const { shell, clock, take } = await online();
    shell.hear({ type: 'sign-out' });
    await shell.removal();
    take();
    clock.step(60 * 60_000);
    shell.hear({ type: 'visibility', isVisible: true });
    expect(take()).toEqual([]);
  });
});

describe('a timer', () => {
  it('is cancelled while an attempt is in progress', async () => {
    const { start, clock } = create({ api: { wake: never } });
    await start();
    expect(clock.pending()).toEqual([]);
  });
});

describe('a keychain that is slow', () => {
  it('when it is read is reported after 3 s', async () => {
    const { start, clock, done } = create({ tokenStore: { read: never } });
    await start();
    await clock.advance(2_999);
    expect(done).toEqual([]);
    await clock.advance(1);
    expect(done).toEqual(['show starting: slow keychain null']);
  });

  it('is not reported after it has answered', async () => {
    const { clock, events } = await online({
      tokenStore: { read: async () => ({ kind: 'denied' }) },
    });
    const before = events();
    await clock.advance(3_000);
    expect(events()).toBe(before);
  });

  it('when it is written to has not stored the token after 3 s, but may do so later', async () => {
    const { promise, resolve } = Promise.withResolvers<'keychain'>();
    const { start, clock, take, states } = create({
      api: { refresh: async () => success({ accessToken: 'access', refreshToken: 'second' }) },
      tokenStore: { save: () => promise },
    });
    await start();
    take();
    await clock.advance(2_999);
    expect(take()).toEqual([]);
    await clock.advance(1);
    expect(take()).toEqual([
      'show signed-in: storage: memory null',
      'profile access',
      'show signed-in: start null',
    ]);
    expect(states.at(-1)).toMatchObject({ storage: 'memory' });
    resolve('keychain');
    await settle();
    expect(take()).toEqual(['mark second at now', 'show signed-in: storage: keychain null']);
  });

  it('and then refuses a write is not asked again by a timer', async () => {
    const { promise, resolve } = Promise.withResolvers<'memory'>();
    const { start, clock } = create({
      api: { refresh: async () => success({ accessToken: 'access', refreshToken: 'second' }) },
      tokenStore: { save: () => promise },
    });
    await start();
    await clock.advance(3_000);
    const before = clock.pending();
    resolve('memory');
    await settle();
    expect(clock.pending()).toEqual(before);
  });

  it('and was not asked, because another change came first, is asked again by a timer', async () => {
    const { promise, resolve } = Promise.withResolvers<'superseded'>();
    const saved: string[] = [];
    const { start, clock } = create({
      api: { refresh: async () => success({ accessToken: 'access', refreshToken: 'second' }) },
      tokenStore: {
        async save(token) {
          saved.push(token);
          return saved.length === 1 ? promise : 'keychain';
        },
      },
    });
    await start();
    await clock.advance(3_000);
    resolve('superseded');
    await clock.advance(2_000);
    expect(saved).toEqual(['second', 'second']);
  });

  it('does not hold a form for more than 3 s', async () => {
    const { start, shell, clock, forms, take } = create({
      ...signedOut,
      tokenStore: { ...signedOut.tokenStore, mark: never },
    });
    await start();
    const { form, outcome } = forms.add(signsIn);
    let told: unknown = null;
    void outcome.then((value) => {
      told = value;
    });
    shell.hear({ type: 'form-submitted', form });
    await settle();
    expect(take().at(-1)).toBe('show signed-in: signed in null');
    expect(told).toBeNull();
    await clock.advance(3_000);
    expect(told).toEqual({ ok: true, value: null });
  });
});

describe('a token that the keychain refuses', () => {
  it('is stored again by a timer of its own', async () => {
    let saves = 0;
    const { clock, take, events } = await online({
      api: { refresh: async () => success({ accessToken: 'access', refreshToken: 'second' }) },
      tokenStore: {
        async save() {
          saves += 1;
          return saves === 1 ? 'memory' : 'keychain';
        },
      },
    });
    expect(saves).toBe(1);
    const before = events();
    await clock.advance(1_000);
    expect(saves).toBe(2);
    // The timer, and the end of the write.
    expect(events()).toBe(before + 2);
    expect(take()).toEqual(['mark second at now', 'show signed-in: storage: keychain null']);
  });
});

describe('what one event leads to', () => {
  const noting = (names: readonly string[], done: string[]) =>
    void done.push(`write ${names.join(', ')}`);

  it('is written to the settings, all of it at once, before it is shown', async () => {
    const { start, take } = create({ onRecord: noting });
    await start();
    expect(take().slice(-3)).toEqual([
      'profile access-1',
      'write marker, profile, lastEmail, verifiedAt',
      'show signed-in: start null',
    ]);
  });

  it('is written to the settings before the keychain is asked to remove anything', async () => {
    const { start, shell, take } = create({ onRecord: noting });
    await start();
    take();
    shell.hear({ type: 'sign-out', reason: 'account-deleted' });
    await settle();
    expect(take()).toEqual([
      expect.stringMatching(/^write marker, profile/),
      'show signed-out: account-deleted null',
      'clear first',
    ]);
  });
});

describe('a form', () => {
  it('is sent, and answered after its session is marked in the keychain', async () => {
    const { start, shell, forms, take } = create(signedOut);
    await start();
    take();
    const { form, outcome } = forms.add(signsIn);
    shell.hear({ type: 'form-submitted', form });
    expect(await outcome).toEqual({ ok: true, value: null });
    expect(take()).toEqual([
      'save own over anything',
      'mark own at now',
      'show signed-in: signed in null',
    ]);
  });

  it('that is cancelled is abandoned, and its late session is ended', async () => {
    const { start, shell, forms, take } = create(signedOut);
    await start();
    take();
    const { promise, resolve } = Promise.withResolvers<Awaited<ReturnType<typeof signsIn>>>();
    let isAborted = false;
    const { form, outcome } = forms.add((signal) => {
      signal.addEventListener('abort', () => {
        isAborted = true;
      });
      return promise;
    });
    shell.hear({ type: 'form-submitted', form });
    shell.hear({ type: 'form-cancelled' });
    expect(isAborted).toBe(true);
    resolve(await signsIn());
    expect(await outcome).toEqual({ ok: false, error: { code: 'cancelled' } });
    await settle();
    expect(take()).toEqual(['revoke own', 'queued own']);
  });

  it('whose session arrives after the end of the application ends it at the server', async () => {
    const { start, shell, forms, take } = create(signedOut);
    await start();
    take();
    const { promise, resolve } = Promise.withResolvers<Awaited<ReturnType<typeof signsIn>>>();
    const { form, outcome } = forms.add(() => promise);
    shell.hear({ type: 'form-submitted', form });
    shell.dispose();
    expect(await outcome).toEqual({ ok: false, error: { code: 'cancelled' } });
    resolve(await signsIn());
    await settle();
    expect(take()).toEqual(['revoke own', 'queued own']);
  });

  it('that fails after the end of the application ends nothing', async () => {
    const { start, shell, forms, take } = create(signedOut);
    await start();
    take();
    const { form } = forms.add(async () => {
      await settle();
      return { ok: false, error: { code: 'wrong-credentials' } } as const;
    });
    shell.hear({ type: 'form-submitted', form });
    shell.dispose();
    await settle();
    await settle();
    expect(take()).toEqual([]);
  });
});

describe('a sign-out', () => {
  it('is queued for the server first, and then waits until the keychain is cleared', async () => {
    const { shell, take } = await online();
    shell.hear({ type: 'sign-out' });
    await shell.removal();
    expect(take()).toEqual([
      'show signed-out: user null',
      'revoke first',
      'queued first',
      'clear first',
    ]);
  });

  it('of a deleted account only clears the keychain', async () => {
    const { shell, take } = await online();
    shell.hear({ type: 'sign-out', reason: 'account-deleted' });
    await shell.removal();
    expect(take()).toEqual(['show signed-out: account-deleted null', 'clear first']);
  });

  it('waits 2 s for a keychain that hangs', async () => {
    const { shell, clock } = await online({ tokenStore: { clear: never } });
    shell.hear({ type: 'sign-out' });
    await settle();
    let isOver = false;
    void shell.removal().then(() => {
      isOver = true;
    });
    await clock.advance(1_999);
    expect(isOver).toBe(false);
    await clock.advance(1);
    expect(isOver).toBe(true);
  });

  it('ends the timers and the requests of its session', async () => {
    const { shell, clock } = await online();
    const signal = await shell.callWithToken(async (_token, given) => success(given));
    shell.hear({ type: 'sign-out' });
    expect(signal).toMatchObject({ kind: 'success', value: { aborted: true } });
    await settle();
    expect(clock.pending()).toEqual([]);
  });
});

describe('a call that needs an access token', () => {
  it('gets the current one without an event', async () => {
    const { shell, events } = await online();
    const before = events();
    expect(await shell.callWithToken(async (token) => success(token))).toEqual(success('access-1'));
    expect(events()).toBe(before);
  });

  it('gets a new one if it was refused, and reports that it was accepted', async () => {
    const { shell, take, events } = await online();
    const used: string[] = [];
    const call = async (token: string) => {
      used.push(token);
      return token === 'access-1' ? refused : success(token);
    };
    expect(await shell.callWithToken(call)).toEqual(success('access-2'));
    expect(used).toEqual(['access-1', 'access-2']);
    expect(take()[0]).toBe('refresh first');
    const before = events();
    await shell.callWithToken(call);
    expect(events()).toBe(before + 1);
    await shell.callWithToken(call);
    expect(events()).toBe(before + 1);
  });

  it('gets a new one if it has run out', async () => {
    const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
    const exp = createFakeClock().now() / 1_000 + 600;
    const accessToken = `${part({})}.${part({ exp })}.x`;
    const { shell, clock, take } = await online({
      api: {
        refresh: async () => success({ accessToken, refreshToken: null }),
      },
    });
    clock.skip(601_000);
    await shell.callWithToken(async () => success(null));
    expect(take()[0]).toBe('wake');
  });

  it('is denied one while nobody is signed in, and when the session ends', async () => {
    const { start, shell } = create(signedOut);
    await start();
    expect(await shell.callWithToken(async () => success(null))).toEqual({ kind: 'aborted' });
    const waiting = await online({ api: { refresh: never } });
    const answer = waiting.shell.callWithToken(async () => success(null));
    waiting.shell.hear({ type: 'sign-out' });
    expect(await answer).toEqual({ kind: 'aborted' });
  });

  it('gets one after an earlier call was denied one', async () => {
    let isUp = false;
    const { start, shell } = create({
      api: { wake: async () => (isUp ? success(null) : neverSent) },
    });
    await start();
    const call = async (token: string) => success(token);
    expect(await shell.callWithToken(call)).toEqual(neverSent);
    isUp = true;
    shell.hear({ type: 'retry', cause: 'user' });
    expect(await shell.callWithToken(call)).toEqual(success('access-1'));
  });

  it('gets its answer even if the session has ended', async () => {
    const { shell } = await online();
    const answer = await shell.callWithToken(async (token) => {
      shell.hear({ type: 'sign-out' });
      return success(token);
    });
    expect(answer).toEqual(success('access-1'));
  });

  it('is denied one before the token of a new session is stored', async () => {
    const { start, shell, forms } = create({
      ...signedOut,
      tokenStore: { ...signedOut.tokenStore, save: never },
    });
    await start();
    const { form } = forms.add(signsIn);
    shell.hear({ type: 'form-submitted', form });
    await settle();
    expect(await shell.callWithToken(async () => success(null))).toEqual({ kind: 'aborted' });
  });

  it('gets the same one as another call at the same time', async () => {
    const { shell, take, events } = await online();
    const before = events();
    const call = async (token: string) => (token === 'access-1' ? refused : success(token));
    const both = await Promise.all([shell.callWithToken(call), shell.callWithToken(call)]);
    expect(both).toEqual([success('access-2'), success('access-2')]);
    // One wish for a token, and one response.
    expect(events()).toBe(before + 2);
    expect(take().filter((each) => each.startsWith('refresh'))).toHaveLength(1);
  });
});

describe('a shell that is disposed', () => {
  it('ignores every event, and leaves no timer', async () => {
    const { shell, clock, take } = await online();
    shell.dispose();
    shell.hear({ type: 'sign-out' });
    await settle();
    expect(take()).toEqual([]);
    expect(clock.pending()).toEqual([]);
  });
});

describe('the read of the vault', () => {
  it('can be waited for', async () => {
    const { promise, resolve } = Promise.withResolvers<{ kind: 'absent' }>();
    const { start, shell } = create({ tokenStore: { read: () => promise } });
    await start();
    let isOver = false;
    void shell.reading().then(() => {
      isOver = true;
    });
    await settle();
    expect(isOver).toBe(false);
    resolve({ kind: 'absent' });
    await settle();
    expect(isOver).toBe(true);
  });
});

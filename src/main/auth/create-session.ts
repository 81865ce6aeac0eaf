import type { SignOutReason, TokenStorage } from '../../shared/auth-state.ts';
import type { SignInFailure, SignUpFailure } from '../../shared/failures.ts';
import { fail, ok, type Result } from '../../shared/result.ts';
import type { User } from '../../shared/user.ts';
import { createApi } from './api.ts';
import { withDeadline } from './deadline.ts';
import { createDiary } from './diary.ts';
import { createHttpClient } from './http-client.ts';
import { createLiveSession, type LiveSession, type LiveSessionInitial } from './live-session.ts';
import type { Clock, DiaryFile, Keychain, Log, SessionRecords } from './ports.ts';
import { createRevocations } from './revocations.ts';
import { createServerClock } from './server-clock.ts';
import type { Session } from './session.ts';
import { createSessionMemory } from './session-memory.ts';
import { createSignIn, type FreshSession } from './sign-in.ts';
import { createSplitKeychain } from './split-keychain.ts';
import { createStatePublisher } from './state-publisher.ts';
import { createTokenStore, type StoredToken } from './token-store.ts';
import { createVault } from './vault.ts';

export interface SessionDependencies {
  /** Origin of the API, for example `https://api-mytone.onrender.com`. */
  readonly apiOrigin: string;
  readonly fetch: typeof globalThis.fetch;
  readonly keychain: Keychain;
  readonly platform: NodeJS.Platform;
  readonly clock: Clock;
  /** Uniform in [0, 1). */
  readonly random: () => number;
  readonly records: SessionRecords;
  readonly diaryFile: DiaryFile;
  readonly log: Log;
}

/** The longest that a sign-out waits for the keychain, milliseconds (session.md, "Life" 6). */
const longestSignOutMs = 2_000;

/** CRED_MAX_CREDENTIAL_BLOB_SIZE of wincred.h, bytes. */
const longestWindowsCredentialBytes = 2_560;

/** The session engine: the only writer of the session's state (session.md). */
export function createSession(dependencies: SessionDependencies): Session {
  const { apiOrigin, fetch, keychain, platform, clock, random, records, log } = dependencies;
  const serverClock = createServerClock(clock);
  const api = createApi(createHttpClient({ origin: apiOrigin, fetch, clock, serverClock }));
  const vault = createVault({
    keychain:
      platform === 'win32'
        ? createSplitKeychain(keychain, longestWindowsCredentialBytes)
        : keychain,
    origin: apiOrigin,
    platform,
    log,
  });
  const tokenStore = createTokenStore(vault, clock);
  const revocations = createRevocations({ api, vault, records, clock, random, log });
  const forms = createSignIn({ api, clock });
  const memory = createSessionMemory(records, clock);
  const diary = createDiary(clock, dependencies.diaryFile);
  const state = createStatePublisher({ diary, log });

  let live: LiveSession | null = null;
  let form: { readonly pending: AbortController; readonly done: Promise<unknown> } | null = null;
  /** The session that the state shows. */
  let shown: LiveSession | null = null;
  let isDisposed = false;
  /** The reading of the vault whose outcome still counts; a sign-in takes its place. */
  let reading: symbol | null = null;

  function publishSignedOut(reason: SignOutReason | null, cause: string, status?: number): void {
    const email = records.read().lastEmail;
    state.publish({ kind: 'signed-out', reason, email }, cause, status ?? null);
  }

  function publishSession(session: LiveSession, cause: string, status: number | null = null): void {
    const { link, storage } = session;
    const { user } = memory;
    shown = session;
    state.publish(
      user === null
        ? { kind: 'restoring', link, storage }
        : { kind: 'signed-in', user, link, storage },
      cause,
      status,
    );
  }

  /** The files, and the canary, learn of a session only where a keychain holds its token. */
  function remember(user: User | null, storage: TokenStorage): void {
    const storedAt = memory.begin(user, storage);
    if (storage === 'keychain') void tokenStore.mark(storedAt);
  }

  function open(initial: LiveSessionInitial): LiveSession {
    reading = null;
    const opened = createLiveSession({
      api,
      tokenStore,
      clock,
      serverClock,
      random,
      initial,
      events: {
        onLink(link, cause, status) {
          if (link.kind === 'online') memory.confirm(link.verifiedAt);
          publishSession(opened, cause, status);
        },
        onUser: memory.learn,
        onStorage(storage) {
          if (shown !== opened) return;
          if (storage === 'keychain') remember(memory.user, storage);
          publishSession(opened, `storage: ${storage}`);
        },
        onDead: (reason, status) => void close(reason, status),
      },
    });
    live = opened;
    return opened;
  }

  /** Local first and always: nothing that the user waits for needs the network. */
  async function close(reason: SignOutReason, status?: number): Promise<void> {
    form?.pending.abort();
    if (live === null) return;
    const { refreshToken } = live.end();
    live = null;
    memory.forget(reason);
    publishSignedOut(reason, reason, status);
    // Queued before it is removed: killed in between, the next start finds the token and goes on.
    const leaving =
      reason === 'user' ? revocations.add(refreshToken).then(tokenStore.clear) : tokenStore.clear();
    await withDeadline(leaving, longestSignOutMs, clock);
  }

  async function restore(): Promise<void> {
    const { marker, signOutReason, endedSession } = records.read();
    if (marker === null && signOutReason !== null) {
      publishSignedOut(signOutReason, 'start');
      return sweep(endedSession);
    }
    const ticket = Symbol('reading');
    reading = ticket;
    const stored = await tokenStore.read(() => {
      if (reading !== ticket) return;
      state.publish({ kind: 'starting', isWaitingForKeychain: true }, 'slow keychain');
    });
    // A sign-in that is under way goes first: if it succeeds, this reading is of no interest.
    await form?.done;
    if (reading !== ticket) return;
    if (stored.kind === 'found') resume(stored.token);
    else publishUnread(stored.kind, marker !== null);
  }

  function resume(refreshToken: string): void {
    const { verifiedAt } = memory.recall();
    const opened = open({
      refreshToken,
      storage: 'keychain',
      accessToken: null,
      isVerified: false,
      verifiedAt,
    });
    publishSession(opened, 'restored');
    opened.attempt('start');
  }

  function publishUnread(kind: Exclude<StoredToken['kind'], 'found'>, isMarked: boolean): void {
    if (!isMarked) {
      publishSignedOut(null, kind);
    } else if (kind === 'lost') {
      memory.forget('keychain-lost');
      publishSignedOut('keychain-lost', kind);
    } else {
      const problem = kind === 'absent' ? 'locked-or-cleared' : kind;
      const email = records.read().lastEmail;
      state.publish({ kind: 'keychain-locked', problem, email }, kind);
    }
  }

  /**
   * A run that was killed while it signed out may have left its token behind. A session that is
   * not the one which ended is taken up again: the settings could not be written when it began.
   */
  async function sweep(endedSession: number | null): Promise<void> {
    const left = await vault.read('refresh-token');
    if (left.kind !== 'found') return;
    const isEnded = endedSession === null || (await tokenStore.isOf(endedSession));
    if (isDisposed || live !== null || form !== null) return;
    if (!isEnded) return resume(left.secret);
    const queued = revocations.add(left.secret);
    await Promise.all([queued, tokenStore.clear()]);
  }

  /** True if the session is still wanted once its token is stored. */
  async function enter({ tokens, user }: FreshSession): Promise<boolean> {
    const opened = open({
      refreshToken: tokens.refreshToken,
      storage: 'memory',
      accessToken: tokens.accessToken,
      isVerified: user !== null,
      verifiedAt: user === null ? null : clock.now(),
    });
    await opened.store();
    if (live !== opened) return false;
    remember(user, opened.storage);
    publishSession(opened, 'signed in');
    if (user === null) opened.attempt('start');
    return true;
  }

  async function submit<Failure>(
    pending: AbortController,
    ask: (signal: AbortSignal) => Promise<Result<FreshSession, Failure>>,
  ): Promise<Result<null, Failure | { readonly code: 'cancelled' }>> {
    const fresh = await ask(pending.signal);
    if (!fresh.ok) return fresh;
    if (pending.signal.aborted) {
      await revocations.add(fresh.value.tokens.refreshToken);
      return fail({ code: 'cancelled' });
    }
    return (await enter(fresh.value)) ? ok(null) : fail({ code: 'cancelled' });
  }

  async function oneAtATime<Failure>(
    ask: (signal: AbortSignal) => Promise<Result<FreshSession, Failure>>,
  ): Promise<Result<null, Failure | { readonly code: 'busy' } | { readonly code: 'cancelled' }>> {
    if (live !== null || form !== null) return fail({ code: 'busy' });
    const pending = new AbortController();
    const done = submit(pending, ask).finally(() => {
      form = null;
    });
    form = { pending, done: done.catch(() => {}) };
    return done;
  }

  return {
    getState: state.get,
    onChange: state.onChange,
    async start() {
      await restore();
      await revocations.resume();
    },
    signIn: (input) => oneAtATime<SignInFailure>((signal) => forms.signIn(input, signal)),
    signUp: (input) => oneAtATime<SignUpFailure>((signal) => forms.signUp(input, signal)),
    cancelSignIn() {
      form?.pending.abort();
    },
    signOut: () => close('user'),
    retry(cause) {
      revocations.hurry();
      if (live !== null) {
        // A session whose token is still being stored is not shown, and so not asked about.
        if (live === shown) live.attempt(cause);
      } else if (state.get().kind === 'keychain-locked' && cause !== 'network-up') {
        state.publish({ kind: 'starting', isWaitingForKeychain: false }, cause);
        void restore();
      }
    },
    getDiary: diary.read,
    dispose() {
      isDisposed = true;
      reading = null;
      form?.pending.abort();
      live?.end();
      revocations.dispose();
    },
  };
}

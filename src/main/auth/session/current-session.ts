import type { SignOutReason, TokenStorage } from '@mytone/shared/auth-state.ts';
import type { User } from '@mytone/shared/user.ts';
import type { SessionRecords } from '../ports.ts';
import { withDeadline } from '../time/deadline.ts';
import type { Revocations } from '../tokens/revocations.ts';
import { slowKeychainMs } from '../tokens/token-store.ts';
import type { FreshSession } from './credentials.ts';
import {
  createLiveSession,
  type LiveSession,
  type LiveSessionInitial,
  type LiveSessionParts,
} from './live-session.ts';
import type { SessionMemory } from './session-memory.ts';
import type { StatePublisher } from './state-publisher.ts';

/** The one session that there is, if any: how it begins, how it is shown, how it ends. */
export interface CurrentSession {
  readonly live: LiveSession | null;
  /** Takes up the session of an earlier run, whose token the vault has handed out. */
  resume(refreshToken: string, session: number | null): void;
  /** Begins the session of a sign-in; true if it is still wanted once its token is stored. */
  enter(fresh: FreshSession): Promise<boolean>;
  /**
   * Ends it. Local first and always: nothing that the user waits for needs the network, and the
   * keychain is waited for 2 s at most. Without a session it does nothing.
   */
  end(reason: SignOutReason, status?: number): Promise<void>;
  /** Tries now; a session whose token is still being stored is not shown, and so not asked about. */
  retry(cause: 'user' | 'resume' | 'network-up'): void;
  showSignedOut(reason: SignOutReason | null, cause: string, status?: number): void;
}

/** The longest that a sign-out waits for the keychain, milliseconds (session.md, "Life" 6). */
const longestSignOutMs = 2_000;

interface Dependencies extends LiveSessionParts {
  readonly memory: SessionMemory;
  readonly records: SessionRecords;
  readonly revocations: Revocations;
  readonly state: StatePublisher;
}

export function createCurrentSession(dependencies: Dependencies): CurrentSession {
  const { memory, records, revocations, state, tokenStore, clock } = dependencies;
  let live: LiveSession | null = null;
  /** The session that the state shows. */
  let shown: LiveSession | null = null;

  function showSignedOut(reason: SignOutReason | null, cause: string, status?: number): void {
    const email = records.read().lastEmail;
    state.publish({ kind: 'signed-out', reason, email }, cause, status ?? null);
  }

  function show(session: LiveSession, cause: string, status: number | null = null): void {
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

  /**
   * The files, and the canary, learn of a session only where a keychain holds its token. Settles
   * when the canary is written, or after 3 s.
   */
  async function remember(user: User | null, storage: TokenStorage): Promise<void> {
    const storedAt = memory.begin(user, storage);
    if (storage === 'keychain') {
      await withDeadline(tokenStore.mark(storedAt), slowKeychainMs, clock);
    }
  }

  function open(initial: LiveSessionInitial): LiveSession {
    const opened = createLiveSession({
      ...dependencies,
      initial,
      events: {
        onLink(link, cause, status) {
          if (link.kind === 'online') memory.confirm(link.verifiedAt);
          show(opened, cause, status);
        },
        onUser(user) {
          if (memory.isOfAnother) void remember(user, opened.storage);
          else memory.learn(user);
        },
        onAdopted(session) {
          memory.recall(session);
          if (shown === opened) show(opened, 'adopted');
        },
        onStorage(storage) {
          if (shown !== opened) return;
          if (storage === 'keychain') void remember(memory.user, storage);
          show(opened, `storage: ${storage}`);
        },
        onDead: (reason, status) => void end(reason, status),
      },
    });
    live = opened;
    return opened;
  }

  async function end(reason: SignOutReason, status?: number): Promise<void> {
    if (live === null) return;
    const { refreshToken } = live.end();
    live = null;
    memory.forget(reason);
    showSignedOut(reason, reason, status);
    // Queued before it is removed: killed in between, the next start finds the token and goes on.
    const leaving =
      reason === 'user' ? revocations.add(refreshToken).then(tokenStore.clear) : tokenStore.clear();
    await withDeadline(leaving, longestSignOutMs, clock);
  }

  return {
    get live() {
      return live;
    },
    resume(refreshToken, session) {
      const { verifiedAt } = memory.recall(session);
      const opened = open({
        refreshToken,
        storage: 'keychain',
        accessToken: null,
        isVerified: false,
        verifiedAt,
      });
      show(opened, 'restored');
      opened.attempt('start');
    },
    async enter({ tokens, user }) {
      const opened = open({
        refreshToken: tokens.refreshToken,
        storage: 'memory',
        accessToken: tokens.accessToken,
        isVerified: user !== null,
        // Tokens that were given just now are a word of the API too.
        verifiedAt: clock.now(),
      });
      memory.makeWay();
      await opened.store();
      if (live !== opened) return false;
      const remembered = remember(user, opened.storage);
      show(opened, 'signed in');
      if (user === null) opened.attempt('start');
      // Killed before that, and with settings that cannot be written, it would be a leftover.
      await remembered;
      return true;
    },
    end,
    retry(cause) {
      if (live === shown) live?.attempt(cause);
    },
    showSignedOut,
  };
}

import type { SessionRecords } from '../ports.ts';
import type { Revocations } from '../tokens/revocations.ts';
import type { StoredToken, TokenStore } from '../tokens/token-store.ts';
import type { Vault } from '../tokens/vault.ts';
import type { CurrentSession } from './current-session.ts';
import type { SessionMemory } from './session-memory.ts';
import type { SessionForms } from './sign-in.ts';
import type { StatePublisher } from './state-publisher.ts';

/** How a run finds the session of an earlier one. */
export interface Restoration {
  /** Reads the vault, once, and goes on from what it says. */
  start(): Promise<void>;
  /** A sign-in has taken its place, or the run ends: what is still being read is of no interest. */
  supersede(): void;
}

interface Dependencies {
  readonly vault: Vault;
  readonly tokenStore: TokenStore;
  readonly records: SessionRecords;
  readonly memory: SessionMemory;
  readonly revocations: Revocations;
  readonly state: StatePublisher;
  readonly current: CurrentSession;
  readonly forms: Pick<SessionForms, 'underWay'>;
}

export function createRestoration(dependencies: Dependencies): Restoration {
  const { vault, tokenStore, records, memory, revocations, state, current, forms } = dependencies;
  /** The reading whose outcome still counts. */
  let reading: symbol | null = null;

  async function start(): Promise<void> {
    const { marker, signOutReason, endedSession } = records.read();
    const ticket = Symbol('reading');
    reading = ticket;
    const counts = () => reading === ticket;
    if (marker === null && signOutReason !== null) {
      current.showSignedOut(signOutReason, 'start');
      return sweep(endedSession, counts);
    }
    const stored = await tokenStore.read(() => {
      if (counts()) {
        state.publish({ kind: 'starting', isWaitingForKeychain: true }, 'slow keychain');
      }
    });
    // A sign-in that is under way goes first: if it succeeds, this reading is of no interest.
    await forms.underWay;
    if (!counts()) return;
    if (stored.kind === 'found') current.resume(stored.token, stored.session);
    else showUnread(stored.kind, marker !== null);
  }

  function showUnread(kind: Exclude<StoredToken['kind'], 'found'>, isMarked: boolean): void {
    if (!isMarked) {
      current.showSignedOut(null, kind);
    } else if (kind === 'lost') {
      memory.forget('keychain-lost');
      current.showSignedOut('keychain-lost', kind);
    } else {
      const problem = kind === 'absent' ? 'locked-or-cleared' : kind;
      const email = records.read().lastEmail;
      state.publish({ kind: 'keychain-locked', problem, email }, kind);
    }
  }

  /**
   * A run that was killed while it signed out may have left its token behind, and a keychain that
   * hung may carry out a killed run's write later still. Only a session that the canary names, and
   * that is not the one which ended, is taken up: the settings could not be written when it began.
   */
  async function sweep(endedSession: number | null, counts: () => boolean): Promise<void> {
    const left = await vault.read('refresh-token');
    if (left.kind !== 'found') return;
    const named = await vault.read('canary');
    const isRead = named.kind === 'found' || named.kind === 'absent';
    if (!isRead || !counts() || forms.underWay !== null) return;
    const isNewer =
      named.kind === 'found' && endedSession !== null && named.secret !== String(endedSession);
    if (isNewer) return current.resume(left.secret, Number(named.secret));
    const queued = revocations.add(left.secret);
    await Promise.all([queued, tokenStore.clear()]);
  }

  return {
    start,
    supersede() {
      reading = null;
    },
  };
}

import type { Own, Saved } from '../../tokens/token-store.ts';
import { show } from './live-session.ts';
import { inMemory, kept } from './record-changes.ts';
import { storeDelay } from './retry-schedule.ts';
import { endedName, ownOf } from './sign-out.ts';
import type { LiveSession } from './state.ts';
import type { Turn } from './turn.ts';

// Where the refresh token is kept (docs/session.md, "The vault").

/** Stores the token, unless the keychain has it. */
export function write(turn: Turn, session: LiveSession): LiveSession {
  return session.storage === 'keychain' ? session : put(turn, session, replaced(session));
}

/** What a write may replace: a session without a name replaces whatever is there. */
export function replaced(session: LiveSession): Own | null {
  return session.name === null ? null : ownOf(session, session.name);
}

/** Stores the token, whatever the keychain has. */
export function put(turn: Turn, session: LiveSession, own: Own | null): LiveSession {
  const ticket = turn.ticket();
  turn.do({ type: 'write', ticket, token: session.refreshToken, own });
  return { ...session, write: ticket };
}

/** Remembers the token as stored, if the keychain accepted it. */
export function taken(session: LiveSession, storage: Saved): LiveSession {
  return storage === 'keychain' ? { ...session, stored: session.refreshToken } : session;
}

/** Where the session lives from now on, after a write to the keychain. */
export function place(
  turn: Turn,
  session: LiveSession,
  storage: Saved,
  isSlow: boolean,
): LiveSession {
  if (storage === 'taken') {
    return giveWay(turn, session);
  }
  if (storage === session.storage) {
    return storage === 'memory' ? retryStore(turn, session, isSlow) : session;
  }
  if (storage === 'keychain') {
    const next = remember(turn, { ...session, storage }, null);
    return show(turn, next, 'storage: keychain');
  }
  // The token in the keychain is stale from now on: it is never used, and is removed if possible.
  const name = endedName(turn, session);
  turn.update(inMemory(session.user, name));
  if (!isSlow) {
    turn.do({ type: 'remove', revoke: null, own: ownOf(session, name) });
  }
  const next = { ...session, storage, name: null, isOfAnother: false };
  return retryStore(turn, show(turn, next, 'storage: memory'), isSlow);
}

/**
 * Another copy of the application has stored its session, which is left alone: this one continues in
 * memory, under its old name, and is stored again only when the keychain is free.
 */
function giveWay(turn: Turn, session: LiveSession): LiveSession {
  if (session.storage === 'memory') {
    return session;
  }
  turn.update(inMemory(session.user, endedName(turn, session)));
  return show(turn, { ...session, storage: 'memory' }, 'storage: memory');
}

/**
 * A write that failed is tried again with back-off. A slow keychain may have asked the user, so it is
 * tried again only on resume or at the user's click.
 */
export function retryStore(turn: Turn, session: LiveSession, isSlow: boolean): LiveSession {
  if (isSlow) {
    return session;
  }
  const { storeFailures } = session;
  turn.do({ type: 'store-timer', delayMs: storeDelay(storeFailures, turn.at.chance) });
  return { ...session, storeFailures: storeFailures + 1 };
}

/** Its token is in the keychain, and the settings are about it. */
export function isKept({ storage, isOfAnother }: LiveSession): boolean {
  return storage === 'keychain' && !isOfAnother;
}

/** Writes the session to settings and canary under a new name; a waiting form gets its answer then. */
export function remember(turn: Turn, session: LiveSession, form: number | null): LiveSession {
  const { endedSession } = turn.record();
  const name = turn.at.wall === endedSession ? turn.at.wall + 1 : turn.at.wall;
  turn.update(kept(session.user, name, turn.at.wall));
  turn.do({ type: 'store-timer', delayMs: null });
  turn.do({ type: 'mark', name, token: session.refreshToken, form });
  return { ...session, name, isOfAnother: false, storeFailures: 0 };
}

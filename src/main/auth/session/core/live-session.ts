import type { LiveSession, Phase } from './state.ts';
import type { Turn } from './turn.ts';

// A live session: how it begins, and how it is shown.

/** A new session, before its first attempt. */
export function begin(
  turn: Turn,
  known: Pick<LiveSession, 'refreshToken' | 'storage' | 'verifiedAt'> & Partial<LiveSession>,
): LiveSession {
  return {
    run: turn.ticket(),
    stored: null,
    write: null,
    storeFailures: 0,
    name: null,
    isOfAnother: false,
    isUnknown: false,
    user: null,
    access: null,
    isDoubted: false,
    renewal: { kind: 'idle' },
    profile: { kind: 'unknown' },
    attempt: null,
    mustRenew: false,
    failed: null,
    failures: 0,
    awakeUntil: 0,
    wasLost: false,
    link: { kind: 'verifying' },
    waiting: [],
    ...known,
  };
}

/** The phase of a live session. */
export function live(session: LiveSession): Phase {
  return { kind: 'live', session };
}

/** Shows the session, with what led to it; returns it as it is. */
export function show(
  turn: Turn,
  session: LiveSession,
  cause: string,
  status?: number | null,
): LiveSession {
  turn.show(live(session), cause, status ?? undefined);
  return session;
}

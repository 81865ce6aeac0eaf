import { live, show } from './live-session.ts';
import { idleDelay, isDue, isTooEarly, waitAfter } from './retry-schedule.ts';
import type { AttemptCause, LiveSession, Phase, Renewal, Unanswered } from './state.ts';
import { isKept, write } from './token-storage.ts';
import type { Turn } from './turn.ts';

// How the session contacts the API on its own, step by step, and the one refresh that every caller
// shares (docs/session.md, "Life" 2 and 3).

/** The renewal at one of its steps. */
export type RenewalOf<Kind extends Renewal['kind']> = Extract<Renewal, { kind: Kind }>;

/** Begins to verify the session, unless that is in progress or the server asked to wait. */
export function attempt(turn: Turn, session: LiveSession, cause: AttemptCause): Phase {
  const wished = cause === 'resume' ? { ...session, mustRenew: true } : session;
  if (session.attempt !== null || isTooEarly(session, cause, turn.at)) {
    return live(wished);
  }
  turn.do({ type: 'timer', delayMs: null });
  const { link, profile } = session;
  let next: LiveSession = {
    ...wished,
    attempt: cause,
    // A cause other than the timer starts back-off again.
    failures: cause === 'timer' ? session.failures : 0,
    profile: cause === 'user' ? { kind: 'unknown' } : profile,
  };
  if (link.kind === 'offline') {
    next = show(turn, { ...next, link: { ...link, nextAttemptAt: null } }, cause);
  }
  if (cause === 'user' || cause === 'resume') {
    next = write(turn, next);
  }
  return proceed(turn, next);
}

/** The next step of the attempt in progress: renew, then ask for the profile, then it has succeeded. */
export function proceed(turn: Turn, session: LiveSession): Phase {
  const { renewal, profile, access } = session;
  // A mutant survives: nobody proceeds without an attempt in progress. The compiler does not know that.
  if (session.attempt === null || renewal.kind !== 'idle' || profile.kind === 'asking') {
    return live(session);
  }
  if (access === null || session.mustRenew || isDue(access, turn.at)) {
    return live(renew(turn, session));
  }
  if (profile.kind === 'confirmed') {
    return live(succeed(turn, session, session.attempt));
  }
  const ticket = turn.ticket();
  const used = access.token.value;
  turn.do({ type: 'ask-profile', ticket, token: used });
  return live({ ...session, profile: { kind: 'asking', ticket, used } });
}

/** The attempt is over: the session is verified. */
export function succeed(turn: Turn, session: LiveSession, cause: string): LiveSession {
  const { link } = session;
  const verifiedAt = session.verifiedAt ?? turn.at.wall;
  const next = { ...session, attempt: null, failures: 0, failed: null };
  turn.do({ type: 'timer', delayMs: idleDelay(next, turn.at) });
  if (link.kind === 'online' && link.verifiedAt === verifiedAt) {
    return next;
  }
  if (isKept(next)) {
    turn.update({ verifiedAt });
  }
  return show(turn, { ...next, link: { kind: 'online', verifiedAt } }, cause);
}

/** The attempt failed; another one is always scheduled. */
export function failed(
  turn: Turn,
  session: LiveSession,
  answer: Unanswered,
  during: 'wake' | 'refresh' | 'profile',
): LiveSession {
  const { failures, profile, verifiedAt } = session;
  const { cause, delayMs, firmMs } = waitAfter(answer, during, {
    failures,
    isSeen: turn.isVisible,
    chance: turn.at.chance,
  });
  turn.do({ type: 'timer', delayMs });
  const nextAttemptAt = turn.at.wall + delayMs;
  return show(
    turn,
    {
      ...session,
      attempt: profile.kind === 'asking' ? session.attempt : null,
      failures: failures + 1,
      failed: { answer, until: turn.at.server + firmMs },
      link: { kind: 'offline', cause, nextAttemptAt, verifiedAt },
    },
    cause,
    'status' in answer ? answer.status : null,
  );
}

/** Requests a new access token: wakes the host first, unless it answered recently. */
export function renew(turn: Turn, session: LiveSession): LiveSession {
  if (session.renewal.kind !== 'idle') {
    return session;
  }
  if (turn.at.server < session.awakeUntil) {
    return refresh(turn, session, { isAgain: false, isAdopted: false });
  }
  const ticket = turn.ticket();
  turn.do({ type: 'wake', ticket, isPatient: session.failed === null });
  return { ...session, renewal: { kind: 'waking', ticket } };
}

/** Sends the refresh token. */
export function refresh(
  turn: Turn,
  session: LiveSession,
  how: Pick<RenewalOf<'refreshing'>, 'isAgain' | 'isAdopted'>,
): LiveSession {
  const ticket = turn.ticket();
  turn.do({ type: 'refresh', ticket, token: session.refreshToken });
  return { ...session, renewal: { kind: 'refreshing', ticket, ...how } };
}

import type { User } from '@mytone/shared/user.ts';
import type { ApiAnswer } from '../../api/api-answer.ts';
import { isUsable } from '../../tokens/access-token.ts';
import type { SessionName } from '../../tokens/token-store.ts';
import { attempt, failed, proceed, refresh, renew } from './attempts.ts';
import { live, show } from './live-session.ts';
import { emailOf, profileOf } from './record-changes.ts';
import { awake, hearRefresh, look, renewed, unanswered } from './renewal.ts';
import { isYoung } from './retry-schedule.ts';
import { denyAll } from './sign-out.ts';
import type { Event, EventOf, LiveSession, Moment, Phase } from './state.ts';
import { isKept, place, remember, taken, write } from './token-storage.ts';
import type { Turn } from './turn.ts';
import { isStale } from './verdicts.ts';

// What happens to a live session (docs/session.md, "Life" 2 to 6): which rule an event is for,
// the profile, and calls that need an access token.

/** Applies an event to the session; any may end it. */
export function hearLive(turn: Turn, session: LiveSession, event: Event): Phase {
  const { renewal, profile } = session;
  // Mutants survive where kinds are compared beside tickets: no ticket is used twice, so the kind only
  // tells the compiler which one it is. A `keychain-slow` has no `stored`, which is no token either.
  switch (event.type) {
    case 'retry':
      return attempt(turn, session, event.cause);
    case 'timer':
      return attempt(turn, session, 'timer');
    case 'visibility':
      return event.isVisible ? attempt(turn, session, 'network-up') : live(session);
    case 'store-timer':
      return live(write(turn, session));
    case 'stored':
      return session.write === event.ticket ? hearStored(turn, session, event) : live(session);
    case 'woken':
      if (renewal.kind !== 'waking' || renewal.ticket !== event.ticket) {
        break;
      }
      if (event.answer.kind !== 'success') {
        return unanswered(turn, session, event.answer, 'wake');
      }
      return live(refresh(turn, awake(turn, session), { isAgain: false, isAdopted: false }));
    case 'refreshed':
      if (renewal.kind !== 'refreshing' || renewal.ticket !== event.ticket) {
        break;
      }
      return hearRefresh(turn, session, renewal, event.answer);
    case 'keychain-slow':
    case 'keychain-read':
      if (renewal.kind !== 'looking' || renewal.ticket !== event.ticket) {
        break;
      }
      return look(turn, session, renewal, event.type === 'keychain-read' ? event.stored : null);
    case 'name-read':
      return live(session.run === event.run ? hearName(turn, session, event.name) : session);
    case 'profile-told':
      if (profile.kind !== 'asking' || profile.ticket !== event.ticket) {
        break;
      }
      return hearProfile(turn, session, profile.used, event.answer);
    case 'token-wanted':
      return wantToken(turn, session, event);
    case 'token-accepted':
      return live({ ...session, isDoubted: false });
    case 'profile-changed':
      return live(show(turn, learn(turn, session, event.user), 'profile changed'));
    default:
  }
  return live(session);
}

function hearStored(
  turn: Turn,
  session: LiveSession,
  { storage, isSlow }: EventOf<'stored'>,
): Phase {
  const placed = place(turn, taken(session, storage), storage, isSlow);
  return session.renewal.kind === 'keeping'
    ? renewed(turn, placed, session.renewal.access)
    : live(placed);
}

/**
 * The session was drawn by the name that the settings gave it; the keychain may name another ("Life" 9).
 * It keeps its own name, which tells its entries from those of another copy.
 */
function hearName(turn: Turn, session: LiveSession, name: SessionName): LiveSession {
  if (name === session.name || name === 'unreadable' || session.storage === 'memory') {
    return session;
  }
  return session.profile.kind === 'confirmed'
    ? remember(turn, session, null)
    : show(turn, { ...session, isOfAnother: true, user: null }, 'adopted');
}

function hearProfile(
  turn: Turn,
  session: LiveSession,
  used: string,
  answer: ApiAnswer<User>,
): Phase {
  if (answer.kind === 'success') {
    return proceed(turn, {
      ...learn(turn, session, answer.value),
      profile: { kind: 'confirmed' },
      verifiedAt: turn.at.wall,
      isDoubted: false,
    });
  }
  const next: LiveSession = { ...session, profile: { kind: 'unknown' } };
  const isRefused = isStale(answer) && isCurrent(next, used);
  if (!isStale(answer) || (isRefused && !mayRenewRefused(next, turn.at))) {
    return live(failed(turn, next, answer, 'profile'));
  }
  return isRefused ? live(renew(turn, { ...next, isDoubted: true })) : proceed(turn, next);
}

// Mutants survive here and in `mayRenewRefused`: a profile is asked for with an access token only.
function isCurrent({ access, renewal }: LiveSession, used: string): boolean {
  return access?.token.value === used && renewal.kind === 'idle';
}

/**
 * A refused access token is no verdict on the session ("Life" 6): it is renewed once; while the
 * fresh one is refused too, and young, back-off waits instead.
 */
function mayRenewRefused({ isDoubted, access }: LiveSession, at: Moment): boolean {
  return !isDoubted || access === null || !isYoung(access, at);
}

function learn(turn: Turn, session: LiveSession, user: User): LiveSession {
  const next = { ...session, user };
  if (session.storage === 'keychain' && !isKept(session)) {
    return remember(turn, next, null);
  }
  const { name, storage } = session;
  // A mutant survives: without a name, the session is in memory.
  turn.update(name === null || storage === 'memory' ? emailOf(user) : profileOf(user, name));
  return next;
}

function wantToken(
  turn: Turn,
  session: LiveSession,
  { call, refused }: EventOf<'token-wanted'>,
): Phase {
  const { access, renewal, attempt: running } = session;
  const isRefused = access?.token.value === refused;
  if (access !== null && !isRefused && isUsable(access.token, turn.at.server)) {
    turn.do({ type: 'give-token', call, token: access.token.value });
    return live(session);
  }
  const isWaiting = renewal.kind === 'idle' && running === null;
  if (isWaiting && session.failed !== null) {
    denyAll(turn, [call], session.failed.answer);
    return live(session);
  }
  return live(
    renew(turn, {
      ...session,
      isDoubted: session.isDoubted || isRefused,
      waiting: [...session.waiting, call],
    }),
  );
}

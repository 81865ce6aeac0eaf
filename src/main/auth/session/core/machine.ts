import type { SignOutReason } from '@mytone/shared/auth-state.ts';
import { fail } from '@mytone/shared/result.ts';
import { emptySessionRecord } from '../../ports.ts';
import type { StoredToken } from '../../tokens/token-store.ts';
import { attempt } from './attempts.ts';
import { hearLive } from './live.ts';
import { begin } from './live-session.ts';
import { beforeReplacing, inMemory, over } from './record-changes.ts';
import { idleDelay, received, staysAwakeMs } from './retry-schedule.ts';
import { denyAll, end, endedName, shown, signedOut } from './sign-out.ts';
import type {
  AttemptCause,
  Effect,
  Event,
  EventOf,
  FreshSession,
  Phase,
  Reading,
  State,
} from './state.ts';
import { remember, retryStore, taken, write } from './token-storage.ts';
import { authStateOf, openTurn, type Turn } from './turn.ts';

// Start reading here, then live.ts, attempts.ts, renewal.ts and token-storage.ts; state.ts says what
// each name means. Why it is not one file: docs/decisions/pure-core.md.

export const initialState: State = {
  phase: { kind: 'starting', isSlow: false, reading: null, form: null },
  record: emptySessionRecord,
  isVisible: true,
  tickets: 0,
};

type Idle = Exclude<Phase, { kind: 'storing' | 'live' }>;

/** There is no session: a form may be sent. */
function isIdle(phase: Phase): phase is Idle {
  return phase.kind !== 'storing' && phase.kind !== 'live';
}

/**
 * The rules of docs/session.md as one pure function: from a state and an event, the next state and the
 * effects for the shell to perform. An answer that is too late for its phase changes nothing.
 */
export function step(state: State, event: Event): { state: State; effects: readonly Effect[] } {
  const known =
    event.type === 'start'
      ? { ...state, record: event.record }
      : event.type === 'visibility'
        ? { ...state, isVisible: event.isVisible }
        : state;
  const turn = openTurn(known, event.at);
  const phase = hear(turn, known.phase, event);
  return { state: turn.end(phase), effects: turn.effects };
}

function hear(turn: Turn, phase: Phase, event: Event): Phase {
  switch (event.type) {
    case 'start':
      return start(turn);
    case 'sign-out':
      return signOut(turn, phase, event.reason ?? 'user');
    case 'form-submitted':
      return submit(turn, phase, event.form);
    case 'form-cancelled':
      return cancelForm(turn, phase);
    case 'form-answered':
      return hearForm(turn, phase, event);
    case 'stored':
      if (phase.kind === 'storing') {
        return enter(turn, phase, event);
      }
      break;
    case 'keychain-slow':
    case 'keychain-read':
      if (phase.kind === 'starting' || phase.kind === 'signed-out') {
        return hearReading(turn, phase, event);
      }
      break;
    case 'retry':
      if (phase.kind === 'keychain-locked' && event.cause !== 'network-up') {
        return readAgain(turn, phase, event.cause);
      }
      break;
    case 'token-wanted':
      if (phase.kind !== 'live') {
        denyAll(turn, [event.call], { kind: 'aborted' });
      }
      break;
    default:
  }
  return phase.kind === 'live' ? hearLive(turn, phase.session, event) : phase;
}

// Start ("Life" 1 and 9)

function read(turn: Turn): Reading {
  const ticket = turn.ticket();
  turn.do({ type: 'read', ticket });
  return { ticket, stored: null };
}

function start(turn: Turn): Phase {
  const { marker, signOutReason } = turn.record();
  const reading = read(turn);
  if (marker !== null || signOutReason === null) {
    return { kind: 'starting', isSlow: false, reading, form: null };
  }
  return shown(turn, { kind: 'signed-out', reason: signOutReason, reading, form: null }, 'start');
}

/** A locked keychain is read again on unlock, resume and the user's click, never by a timer. */
function readAgain(
  turn: Turn,
  { form }: Extract<Phase, { kind: 'keychain-locked' }>,
  cause: AttemptCause,
): Phase {
  return shown(turn, { kind: 'starting', isSlow: false, reading: read(turn), form }, cause);
}

function hearReading(
  turn: Turn,
  phase: Extract<Phase, { kind: 'starting' | 'signed-out' }>,
  event: EventOf<'keychain-slow' | 'keychain-read'>,
): Phase {
  const { reading } = phase;
  if (reading?.ticket !== event.ticket) {
    return phase;
  }
  if (event.type === 'keychain-read') {
    return settleReading(turn, { ...phase, reading: { ...reading, stored: event.stored } });
  }
  return phase.kind === 'starting'
    ? shown(turn, { ...phase, isSlow: true }, 'slow keychain')
    : phase;
}

/** A form in progress goes first: if it succeeds, what was read does not matter. */
function settleReading(turn: Turn, phase: Idle): Phase {
  // Two mutants survive: a locked keychain is not being read, which ends here in any case.
  if (phase.kind === 'keychain-locked' || phase.form !== null) {
    return phase;
  }
  const stored = phase.reading?.stored ?? null;
  if (stored === null) {
    return phase;
  }
  return phase.kind === 'starting'
    ? conclude(turn, stored)
    : sweep(turn, { ...phase, reading: null }, stored);
}

function conclude(turn: Turn, stored: StoredToken): Phase {
  const { marker } = turn.record();
  if (stored.kind === 'found') {
    return restore(turn, stored);
  }
  if (marker === null) {
    return signedOut(turn, null, stored.kind);
  }
  if (stored.kind === 'lost') {
    turn.update(over('keychain-lost', marker.storedAt));
    return signedOut(turn, 'keychain-lost', stored.kind);
  }
  const problem = stored.kind === 'absent' ? 'locked-or-cleared' : stored.kind;
  return shown(turn, { kind: 'keychain-locked', problem, form: null }, stored.kind);
}

/**
 * A run that was killed while it signed out may have left its token in the vault, and a hanging
 * keychain may have finished its write even later. A session is resumed only if the canary names it and
 * it is not the one that ended: then the settings could not be written when it began.
 */
function sweep(
  turn: Turn,
  phase: Extract<Phase, { kind: 'signed-out' }>,
  stored: StoredToken,
): Phase {
  const { endedSession } = turn.record();
  if (stored.kind !== 'found' || stored.session === 'unreadable') {
    return phase;
  }
  const isNewer =
    stored.session !== 'absent' && endedSession !== null && stored.session !== endedSession;
  if (isNewer) {
    return restore(turn, stored);
  }
  turn.do({
    type: 'remove',
    revoke: stored.token,
    own: { name: endedSession, tokens: [stored.token], isUnnamed: false },
  });
  return phase;
}

function restore(turn: Turn, stored: Extract<StoredToken, { kind: 'found' }>): Phase {
  const { marker, profile, verifiedAt } = turn.record();
  const name = typeof stored.session === 'number' ? stored.session : null;
  const isUnknown = stored.isUnknown === true;
  // No profile beside a token that may be another user's.
  const isOfAnother = isUnknown || marker?.storedAt !== name;
  const isProfileKnown = !isOfAnother && profile?.id === marker.userId;
  const session = begin(turn, {
    refreshToken: stored.token,
    storage: 'keychain',
    stored: stored.token,
    name,
    isOfAnother,
    isUnknown,
    user: isProfileKnown ? profile : null,
    verifiedAt,
  });
  const phase: Phase = { kind: 'live', session };
  turn.show(phase, 'restored');
  if (stored.isUnchecked) {
    turn.do({ type: 'check-name', run: session.run });
  }
  return attempt(turn, session, 'start');
}

// Forms: sign-in and sign-up, one at a time, and none beside a session

function submit(turn: Turn, phase: Phase, form: number): Phase {
  if (!isIdle(phase) || phase.form !== null) {
    turn.do({ type: 'answer-form', form, outcome: fail({ code: 'busy' }) });
    return phase;
  }
  turn.do({ type: 'submit', form });
  return { ...phase, form: { id: form, isCancelled: false } };
}

function cancelForm(turn: Turn, phase: Phase): Phase {
  if (!isIdle(phase) || phase.form === null) {
    return phase;
  }
  turn.do({ type: 'abandon-form', form: phase.form.id });
  return { ...phase, form: { ...phase.form, isCancelled: true } };
}

function hearForm(turn: Turn, phase: Phase, { form, outcome }: EventOf<'form-answered'>): Phase {
  if (!isIdle(phase) || phase.form?.id !== form) {
    return phase;
  }
  if (!outcome.ok) {
    turn.do({ type: 'answer-form', form, outcome });
  }
  if (outcome.ok && !phase.form.isCancelled) {
    return store(turn, phase, form, outcome.value);
  }
  if (outcome.ok) {
    turn.do({ type: 'revoke', token: outcome.value.refreshToken });
    answerCancelled(turn, form);
  }
  return settleReading(turn, { ...phase, form: null });
}

/** The token is in the vault before anything of the new session is shown ("Life" 5). */
function store(turn: Turn, phase: Idle, form: number, fresh: FreshSession): Phase {
  const { access, refreshToken, user } = fresh;
  const session = begin(turn, { refreshToken, storage: 'memory', verifiedAt: turn.at.wall });
  turn.update(beforeReplacing);
  return {
    kind: 'storing',
    shown: authStateOf(phase, turn.record()),
    form,
    session: write(turn, {
      ...session,
      user,
      access: received(access, turn.at),
      awakeUntil: turn.at.server + staysAwakeMs,
      profile: { kind: user === null ? 'unknown' : 'confirmed' },
      link: user === null ? { kind: 'verifying' } : { kind: 'online', verifiedAt: turn.at.wall },
    }),
  };
}

function enter(
  turn: Turn,
  phase: Extract<Phase, { kind: 'storing' }>,
  { ticket, storage, isSlow }: EventOf<'stored'>,
): Phase {
  const { session, form } = phase;
  if (session.write !== ticket) {
    return phase;
  }
  const placed =
    storage === 'keychain'
      ? remember(turn, { ...taken(session, storage), storage }, form)
      : retryStore(turn, session, isSlow);
  if (storage === 'memory') {
    turn.update(inMemory(session.user, endedName(turn, session)));
    turn.do({ type: 'answer-form', form, outcome: { ok: true, value: null } });
  }
  const live: Phase = { kind: 'live', session: placed };
  turn.show(live, 'signed in');
  if (placed.user === null) {
    return attempt(turn, placed, 'start');
  }
  turn.do({ type: 'timer', delayMs: idleDelay(placed, turn.at) });
  return live;
}

// Sign-out and death ("Life" 6 and 7)

function signOut(turn: Turn, phase: Phase, reason: SignOutReason): Phase {
  if (phase.kind === 'live') {
    return end(turn, phase.session, reason);
  }
  if (phase.kind !== 'storing') {
    return cancelForm(turn, phase);
  }
  const ended = end(turn, phase.session, 'user');
  answerCancelled(turn, phase.form);
  return ended;
}

function answerCancelled(turn: Turn, form: number): void {
  turn.do({ type: 'answer-form', form, outcome: fail({ code: 'cancelled' }) });
}

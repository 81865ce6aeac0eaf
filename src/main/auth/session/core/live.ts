import type { User } from '@mytone/shared/user.ts';
import type { ApiAnswer } from '../../api/api-answer.ts';
import { type AccessToken, isUsable } from '../../tokens/access-token.ts';
import type { Own, Saved, StoredToken } from '../../tokens/token-store.ts';
import { emailOf, inMemory, kept, profileOf } from './record-changes.ts';
import {
  idleDelay,
  isDue,
  isUnwelcome,
  isYoung,
  received,
  staysAwakeMs,
  storeDelay,
  waitAfter,
} from './retry-schedule.ts';
import { denyAll, end, endedName, ownOf } from './sign-out.ts';
import type {
  AttemptCause,
  Event,
  EventOf,
  LiveSession,
  Moment,
  Phase,
  RefreshAnswer,
  Renewal,
  Unanswered,
} from './state.ts';
import type { Turn } from './turn.ts';
import { deathReason, isDead, isLost, isStale } from './verdicts.ts';

// The rules of one session that lives (docs/session.md, "Life" 2 to 6). Pure, like machine.ts.

type RenewalOf<Kind extends Renewal['kind']> = Extract<Renewal, { kind: Kind }>;

const idle: Renewal = { kind: 'idle' };

/** A session that nothing has happened to yet. */
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

/** What an event means to the session; any may end it. */
export function hearLive(turn: Turn, session: LiveSession, event: Event): Phase {
  const { renewal, profile } = session;
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

function live(session: LiveSession): Phase {
  return { kind: 'live', session };
}

function show(
  turn: Turn,
  session: LiveSession,
  cause: string,
  status?: number | null,
): LiveSession {
  turn.show(live(session), cause, status ?? undefined);
  return session;
}

// Attempts: what asks the API without being asked to ("Life" 2 and 3)

export function attempt(turn: Turn, session: LiveSession, cause: AttemptCause): Phase {
  const wished = cause === 'resume' ? { ...session, mustRenew: true } : session;
  if (session.attempt !== null || isUnwelcome(session, cause, turn.at)) {
    return live(wished);
  }
  turn.do({ type: 'timer', delayMs: null });
  const { link, profile } = session;
  let next: LiveSession = {
    ...wished,
    attempt: cause,
    // What came from outside begins back-off again.
    failures: cause === 'timer' ? session.failures : 0,
    profile: cause === 'user' && profile.kind === 'confirmed' ? { kind: 'unknown' } : profile,
  };
  if (link.kind === 'offline') {
    next = show(turn, { ...next, link: { ...link, nextAttemptAt: null } }, cause);
  }
  if (cause === 'user' || cause === 'resume') {
    next = write(turn, next);
  }
  return proceed(turn, next);
}

/** The next step of the attempt under way: renew, then ask for the profile, then it has succeeded. */
function proceed(turn: Turn, session: LiveSession): Phase {
  const { renewal, profile, access } = session;
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

function succeed(turn: Turn, session: LiveSession, cause: string): LiveSession {
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

/** Another attempt is always scheduled. */
function failed(
  turn: Turn,
  session: LiveSession,
  answer: Unanswered,
  during: 'wake' | 'refresh' | 'profile',
): LiveSession {
  const { failures, profile, verifiedAt } = session;
  const { cause, delayMs, orderedMs } = waitAfter(answer, during, {
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
      failed: { answer, until: turn.at.server + orderedMs },
      link: { kind: 'offline', cause, nextAttemptAt, verifiedAt },
    },
    cause,
    'status' in answer ? answer.status : null,
  );
}

// Renewal: one refresh in flight, shared by every caller ("Life" 3)

function renew(turn: Turn, session: LiveSession): LiveSession {
  if (session.renewal.kind !== 'idle') {
    return session;
  }
  if (turn.at.server < session.awakeUntil) {
    return refresh(turn, session, { isAgain: false, isAdopted: false });
  }
  const ticket = turn.ticket();
  turn.do({ type: 'wake', ticket });
  return { ...session, renewal: { kind: 'waking', ticket } };
}

function refresh(
  turn: Turn,
  session: LiveSession,
  how: Pick<RenewalOf<'refreshing'>, 'isAgain' | 'isAdopted'>,
): LiveSession {
  const ticket = turn.ticket();
  turn.do({ type: 'refresh', ticket, token: session.refreshToken });
  return { ...session, renewal: { kind: 'refreshing', ticket, ...how } };
}

function hearRefresh(
  turn: Turn,
  session: LiveSession,
  renewal: RenewalOf<'refreshing'>,
  answer: RefreshAnswer,
): Phase {
  const { isAgain, isAdopted } = renewal;
  const wasLost = isLost(answer);
  // Sent again at once, within any server's grace; not if the one before was lost too, so that a
  // host which is down is asked once per attempt.
  if (wasLost && !isAgain && !session.wasLost) {
    return live(refresh(turn, { ...session, wasLost }, { isAgain: true, isAdopted }));
  }
  const heard = { ...session, wasLost: isAgain ? session.wasLost : wasLost };
  if (answer.kind === 'success') {
    return keep(turn, awake(turn, heard), answer.value.access, answer.value.refreshToken);
  }
  if (!isDead(answer)) {
    // A host that did not answer is woken before the token is spent again.
    const next = answer.kind === 'no-answer' ? { ...heard, awakeUntil: 0 } : awake(turn, heard);
    return unanswered(turn, next, answer, 'refresh');
  }
  // What the vault holds beside a session in memory belongs to an older one.
  if (isAdopted || session.storage === 'memory') {
    return die(turn, heard, answer.status);
  }
  const ticket = turn.ticket();
  turn.do({ type: 'read', ticket });
  return live({ ...awake(turn, heard), renewal: { kind: 'looking', ticket, refusal: answer } });
}

/**
 * The second look before a refusal is believed ("Life" 6): a newer token is adopted, and a keychain
 * that cannot be read confirms nothing.
 */
function look(
  turn: Turn,
  session: LiveSession,
  { refusal }: RenewalOf<'looking'>,
  stored: StoredToken | null,
): Phase {
  if (stored?.kind === 'lost') {
    return die(turn, session, refusal.status);
  }
  if (stored?.kind !== 'found') {
    return unanswered(turn, session, refusal, 'refresh');
  }
  if (stored.token === session.refreshToken) {
    return die(turn, session, refusal.status);
  }
  const adopted: LiveSession = {
    ...session,
    refreshToken: stored.token,
    stored: stored.token,
    isUnknown: false,
    profile: { kind: 'unknown' },
  };
  const next =
    stored.session === session.name ? adopted : show(turn, asAnother(adopted, stored), 'adopted');
  return live(refresh(turn, next, { isAgain: false, isAdopted: true }));
}

/** The vault's token may be another user's: no profile beside it until the API has told one. */
function asAnother(
  session: LiveSession,
  { session: name }: Extract<StoredToken, { kind: 'found' }>,
): LiveSession {
  return {
    ...session,
    name: typeof name === 'number' ? name : null,
    isOfAnother: true,
    user: null,
  };
}

/** The new refresh token is in the vault before the new access token is visible ("Life" 5). */
function keep(
  turn: Turn,
  session: LiveSession,
  access: AccessToken,
  refreshToken: string | null,
): Phase {
  const isNew = refreshToken !== null && refreshToken !== session.refreshToken;
  if (!isNew && session.storage === 'keychain') {
    return renewed(turn, session, access);
  }
  const next = { ...session, refreshToken: refreshToken ?? session.refreshToken };
  return live({ ...put(turn, next, replaced(session)), renewal: { kind: 'keeping', access } });
}

function renewed(turn: Turn, session: LiveSession, access: AccessToken): Phase {
  for (const call of session.waiting) {
    turn.do({ type: 'give-token', call, token: access.value });
  }
  const next: LiveSession = {
    ...session,
    access: received(access, turn.at),
    isUnknown: false,
    mustRenew: false,
    verifiedAt: turn.at.wall,
    renewal: idle,
    waiting: [],
  };
  if (next.attempt !== null) {
    return proceed(turn, next);
  }
  return next.profile.kind === 'confirmed'
    ? live(succeed(turn, next, 'renewed'))
    : attempt(turn, next, 'start');
}

/** One failure for all who waited for the renewal. */
function unanswered(
  turn: Turn,
  session: LiveSession,
  answer: Unanswered,
  during: 'wake' | 'refresh',
): Phase {
  denyAll(turn, session.waiting, answer);
  return live(failed(turn, { ...session, renewal: idle, waiting: [] }, answer, during));
}

function die(turn: Turn, session: LiveSession, status: number): Phase {
  const { verifiedAt, isUnknown } = session;
  const idleMs = verifiedAt === null ? null : turn.at.wall - verifiedAt;
  return end(turn, session, deathReason(status, { idleMs, isUnknown }), status);
}

function awake(turn: Turn, session: LiveSession): LiveSession {
  return { ...session, awakeUntil: turn.at.server + staysAwakeMs };
}

// The profile, and calls that need an access token

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
  if (!isStale(answer)) {
    return live(failed(turn, next, answer, 'profile'));
  }
  if (isCurrent(next, used) && !mayRenewRefused(next, turn.at)) {
    return live(failed(turn, next, answer, 'profile'));
  }
  return isCurrent(next, used)
    ? live(renew(turn, { ...next, isDoubted: true }))
    : proceed(turn, next);
}

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

// The vault ("The vault")

/** Stores the token, unless the keychain has it. */
export function write(turn: Turn, session: LiveSession): LiveSession {
  return session.storage === 'keychain' ? session : put(turn, session, replaced(session));
}

/** What a write may replace: a session without a name replaces whatever is there. */
function replaced(session: LiveSession): Own | null {
  return session.name === null ? null : ownOf(session, session.name);
}

function put(turn: Turn, session: LiveSession, own: Own | null): LiveSession {
  const ticket = turn.ticket();
  turn.do({ type: 'write', ticket, token: session.refreshToken, own });
  return { ...session, write: ticket };
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

/** What the vault holds after it answered. */
export function taken(session: LiveSession, storage: Saved): LiveSession {
  return storage === 'keychain' ? { ...session, stored: session.refreshToken } : session;
}

function place(turn: Turn, session: LiveSession, storage: Saved, isSlow: boolean): LiveSession {
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
  // What the keychain holds is stale from now on: never spent, and gone if that can be.
  const name = endedName(turn, session);
  turn.update(inMemory(session.user, name));
  if (!isSlow) {
    turn.do({ type: 'remove', revoke: null, own: ownOf(session, name) });
  }
  const next = { ...session, storage, name: null, isOfAnother: false };
  return retryStore(turn, show(turn, next, 'storage: memory'), isSlow);
}

/**
 * Another copy of the application has stored its session, which is left alone: this one goes on in
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
 * A write that failed is tried again with back-off. A keychain that took its time may have asked
 * the user: it is tried again when the user or a resume gives a reason to.
 */
export function retryStore(turn: Turn, session: LiveSession, isSlow: boolean): LiveSession {
  if (isSlow) {
    return session;
  }
  const { storeFailures } = session;
  turn.do({ type: 'store-timer', delayMs: storeDelay(storeFailures, turn.at.chance) });
  return { ...session, storeFailures: storeFailures + 1 };
}

function isKept({ storage, isOfAnother }: LiveSession): boolean {
  return storage === 'keychain' && !isOfAnother;
}

/** Settings and canary learn of the session under a new name; a form that waits is told then. */
export function remember(turn: Turn, session: LiveSession, form: number | null): LiveSession {
  const { endedSession } = turn.record();
  const name = turn.at.wall === endedSession ? turn.at.wall + 1 : turn.at.wall;
  turn.update(kept(session.user, name, turn.at.wall));
  turn.do({ type: 'store-timer', delayMs: null });
  turn.do({ type: 'mark', name, token: session.refreshToken, form });
  return { ...session, name, isOfAnother: false, storeFailures: 0 };
}

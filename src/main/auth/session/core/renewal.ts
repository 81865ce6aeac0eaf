import type { AccessToken } from '../../tokens/access-token.ts';
import type { StoredToken } from '../../tokens/token-store.ts';
import { attempt, failed, proceed, type RenewalOf, refresh, succeed } from './attempts.ts';
import { live, show } from './live-session.ts';
import { received, staysAwakeMs } from './retry-schedule.ts';
import { denyAll, end } from './sign-out.ts';
import type { LiveSession, Phase, RefreshAnswer, Renewal, Unanswered } from './state.ts';
import { put, replaced } from './token-storage.ts';
import type { Turn } from './turn.ts';
import { deathReason, isDead, isLost } from './verdicts.ts';

// What the response to a refresh means (docs/session.md, "Life" 5 and 6, and "Verdicts").

const idle: Renewal = { kind: 'idle' };

/** A success is stored first, a refusal is checked against the vault, the rest keeps the session. */
export function hearRefresh(
  turn: Turn,
  session: LiveSession,
  renewal: RenewalOf<'refreshing'>,
  answer: RefreshAnswer,
): Phase {
  const { isAgain, isAdopted } = renewal;
  const wasLost = isLost(answer);
  // Sent again at once, within any server's grace. Not twice in a row:
  // then the host is down, and one request per attempt is enough.
  if (wasLost && !isAgain && !session.wasLost) {
    return live(refresh(turn, { ...session, wasLost }, { isAgain: true, isAdopted }));
  }
  const heard = { ...session, wasLost: isAgain ? session.wasLost : wasLost };
  if (answer.kind === 'success') {
    return keep(turn, awake(turn, heard), answer.value.access, answer.value.refreshToken);
  }
  if (!isDead(answer)) {
    // A host that did not answer is woken before the token is sent again.
    const next = answer.kind === 'no-answer' ? { ...heard, awakeUntil: 0 } : awake(turn, heard);
    return unanswered(turn, next, answer, 'refresh');
  }
  // If this session is in memory only, the token in the vault belongs to an older one.
  if (isAdopted || session.storage === 'memory') {
    return die(turn, heard, answer.status);
  }
  const ticket = turn.ticket();
  turn.do({ type: 'read', ticket });
  return live({ ...awake(turn, heard), renewal: { kind: 'looking', ticket, refusal: answer } });
}

/**
 * Reads the vault again before it believes a refusal ("Life" 6): a newer token is adopted, and a keychain
 * that cannot be read confirms nothing.
 */
export function look(
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

/** The vault's token may be another user's: no profile is shown until the API has sent one. */
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

/** Gives the new access token to waiting calls, and continues the attempt. */
export function renewed(turn: Turn, session: LiveSession, access: AccessToken): Phase {
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

/** Every call that waited for the renewal gets the same failure; the next attempt renews again. */
export function unanswered(
  turn: Turn,
  session: LiveSession,
  answer: Unanswered,
  during: 'wake' | 'refresh',
): Phase {
  denyAll(turn, session.waiting, answer);
  const next: LiveSession = { ...session, renewal: idle, waiting: [], mustRenew: true };
  return live(failed(turn, next, answer, during));
}

function die(turn: Turn, session: LiveSession, status: number): Phase {
  const { verifiedAt, isUnknown } = session;
  const idleMs = verifiedAt === null ? null : turn.at.wall - verifiedAt;
  return end(turn, session, deathReason(status, { idleMs, isUnknown }), status);
}

/** The host has just answered. */
export function awake(turn: Turn, session: LiveSession): LiveSession {
  return { ...session, awakeUntil: turn.at.server + staysAwakeMs };
}

import type { OfflineCause } from '@mytone/shared/auth-state.ts';
import { awakeTimeoutMs } from '../../time/answer-timeout.ts';
import { backoffDelay, longestDelayMs } from '../../time/backoff.ts';
import type { AccessToken } from '../../tokens/access-token.ts';
import type { Access, AttemptCause, LiveSession, Moment, Unanswered } from './state.ts';
import { isLost, isTold } from './verdicts.ts';

// When a session next contacts the API (docs/session.md, "Life" 3 and 4); milliseconds.

const longestSeenDelayMs = 60_000;
/** The user or an administrator has to fix these first: asking often does not help. */
const lastingCauses: ReadonlySet<OfflineCause> = new Set(['certificate', 'proxy-sign-in']);
const dayMs = 24 * 60 * 60_000;
/** A host that answered this recently is awake, milliseconds of server time: sleep counts. */
export const staysAwakeMs = 60_000;
const youngMs = 5 * 60_000;
/** While nothing is wrong, no timer is shorter: a call that needs a token sooner renews it itself. */
const shortestIdleTimerMs = 30_000;

/** A network or a window that comes and goes is no reason to send one refresh after the other. */
const burstMs = 30_000;

/** The wait before a failed write to the keychain is tried again. */
export function storeDelay(failures: number, chance: number): number {
  return backoffDelay(failures, chance, longestSeenDelayMs);
}

export interface Wait {
  readonly cause: OfflineCause;
  readonly delayMs: number;
  /** How much of it only the user may cut short. */
  readonly firmMs: number;
}

/**
 * The wait after a failed attempt. While the window is visible it is at most 60 s, except after
 * failures that last and after a refresh that was sent and failed: only the cheap GET may be repeated
 * often.
 */
export function waitAfter(
  answer: Unanswered,
  step: 'wake' | 'refresh' | 'profile',
  { failures, isSeen, chance }: { failures: number; isSeen: boolean; chance: number },
): Wait {
  const orderedMs = 'retryAfterMs' in answer ? Math.min(answer.retryAfterMs ?? 0, dayMs) : 0;
  const cause = causeOf(answer);
  const isLasting = lastingCauses.has(cause) || (step !== 'wake' && isTold(answer, step));
  // What was never answered has taken its time already: two attempts begin at most a minute apart.
  const longestSeenMs = longestSeenDelayMs - (isLost(answer) ? awakeTimeoutMs : 0);
  const longest = step === 'refresh' || !isSeen ? longestDelayMs : longestSeenMs;
  // The GET that wakes the host may be sent any number of times: a lost one is sent twice in 2 s.
  const doublings = step === 'wake' ? Math.max(0, failures - 1) : failures;
  const delayMs = Math.max(
    backoffDelay(doublings, chance, longest),
    orderedMs,
    isLasting ? longestDelayMs : 0,
  );
  const isAnswered = step === 'refresh' && 'status' in answer && answer.status !== null;
  return { cause, delayMs, firmMs: Math.max(orderedMs, isAnswered ? burstMs : 0) };
}

function causeOf(answer: Unanswered): OfflineCause {
  if (answer.kind === 'no-answer') {
    return answer.cause;
  }
  return answer.kind === 'aborted' ? 'network' : 'refused';
}

/** A token that has just arrived. It is renewed once a day even where no expiry is known. */
export function received(token: AccessToken, at: Moment): Access {
  const renewAt = Math.min(token.renewAt ?? Number.POSITIVE_INFINITY, at.server + dayMs);
  return { token, receivedAt: at.server, renewAt };
}

/** Whether the access token is to be renewed now, even if it has not expired. */
export function isDue({ renewAt }: Access, at: Moment): boolean {
  return at.server >= renewAt;
}

/** While an access token is young, its refusal is not answered with another refresh. */
export function isYoung({ receivedAt }: Access, at: Moment): boolean {
  return at.server - receivedAt < youngMs;
}

/** The wait while nothing is wrong. */
export function idleDelay({ access }: LiveSession, at: Moment): number {
  return Math.max(shortestIdleTimerMs, (access?.renewAt ?? 0) - at.server);
}

/** Only the user may cut short a wait that the server asked for, and the one after a failed refresh. */
export function isTooEarly({ failed }: LiveSession, cause: AttemptCause, at: Moment): boolean {
  if (cause !== 'network-up' && cause !== 'resume') {
    return false;
  }
  return failed === null ? cause === 'network-up' : at.server < failed.until;
}

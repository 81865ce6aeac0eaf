import type { SignOutReason } from '@mytone/shared/auth-state.ts';
import type { Own } from '../../tokens/token-store.ts';
import { over } from './record-changes.ts';
import type { LiveSession, Phase, Unanswered } from './state.ts';
import type { Turn } from './turn.ts';

/** Ends a session: locally first, whatever the network and the keychain do ("Life" 6 and 7). */
export function end(
  turn: Turn,
  session: LiveSession,
  reason: SignOutReason,
  status?: number,
): Phase {
  turn.update(over(reason, endedName(turn, session)));
  denyAll(turn, session.waiting, { kind: 'aborted' });
  const phase = signedOut(turn, reason, reason, status);
  const revoke = reason === 'user' ? session.refreshToken : null;
  turn.do({ type: 'remove', revoke, own: ownOf(session, endedName(turn, session)) });
  return phase;
}

/** @param name the name that the vault may still have for it */
export function ownOf(session: LiveSession, name: number | null): Own {
  const { refreshToken, stored } = session;
  return {
    name,
    tokens: stored === null || stored === refreshToken ? [refreshToken] : [refreshToken, stored],
    isUnnamed: session.name === null,
  };
}

/** The name of the session whose traces are about to be removed. */
export function endedName(turn: Turn, { name }: LiveSession): number | null {
  const { marker, endedSession } = turn.record();
  return name ?? marker?.storedAt ?? endedSession;
}

/** The phase without a session, which is shown with its reason and cause. */
export function signedOut(
  turn: Turn,
  reason: SignOutReason | null,
  cause: string,
  status?: number,
): Phase {
  return shown(turn, { kind: 'signed-out', reason, reading: null, form: null }, cause, status);
}

/** Shows the phase, and returns it. */
export function shown(turn: Turn, phase: Phase, cause: string, status?: number): Phase {
  turn.show(phase, cause, status);
  return phase;
}

/** Gives calls that wait for an access token the reason why there is none. */
export function denyAll(turn: Turn, calls: readonly number[], answer: Unanswered): void {
  for (const call of calls) {
    turn.do({ type: 'deny-token', call, answer });
  }
}

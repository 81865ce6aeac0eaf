import type { AuthState } from '@mytone/shared/auth-state.ts';
import type { SessionRecord } from '../../ports.ts';
import type { Effect, Moment, Phase, State } from './state.ts';

/** One step in progress: collects its effects and its changes of the record. */
export interface Turn {
  readonly at: Moment;
  readonly isVisible: boolean;
  /** The record with this step's changes. */
  readonly record: () => SessionRecord;
  readonly effects: readonly Effect[];
  do(effect: Effect): void;
  update(change: Partial<SessionRecord>): void;
  /** Shows the phase, with what led to it, to the user and to the session log. */
  show(phase: Phase, cause: string, status?: number): void;
  /** A new number for a run or a request. */
  ticket(): number;
  /** The state after the step. */
  end(phase: Phase): State;
}

/** Starts a step at the time of its event. */
export function openTurn({ record: known, tickets: used, isVisible }: State, at: Moment): Turn {
  const effects: Effect[] = [];
  let record = known;
  let tickets = used;
  return {
    at,
    isVisible,
    record: () => record,
    effects,
    do: (effect) => void effects.push(effect),
    update(change) {
      record = { ...record, ...change };
      effects.push({ type: 'record', change });
    },
    show(phase, cause, status) {
      const state = authStateOf(phase, record);
      effects.push({ type: 'show', state, cause, status: status ?? null });
    },
    ticket() {
      tickets += 1;
      return tickets;
    },
    end: (phase) => ({ phase, record, tickets, isVisible }),
  };
}

/** The state that the windows see in a phase. */
export function authStateOf(phase: Phase, record: SessionRecord): AuthState {
  const email = record.lastEmail;
  switch (phase.kind) {
    case 'starting':
      return { kind: 'starting', isWaitingForKeychain: phase.isSlow };
    case 'signed-out':
      return { kind: 'signed-out', reason: phase.reason, email };
    case 'keychain-locked':
      return { kind: 'keychain-locked', problem: phase.problem, email };
    case 'storing':
      return phase.shown;
    case 'live': {
      const { user, link, storage } = phase.session;
      return user === null
        ? { kind: 'restoring', link, storage }
        : { kind: 'signed-in', user, link, storage };
    }
  }
}

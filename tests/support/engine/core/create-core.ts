import type { User } from '@mytone/shared/user.ts';
import type { ApiAnswer } from '../../../../src/main/auth/api/api-answer.ts';
import { emptySessionRecord, type SessionRecord } from '../../../../src/main/auth/ports.ts';
import { initialState, step } from '../../../../src/main/auth/session/core/machine.ts';
import type {
  Effect,
  FormOutcome,
  LiveSession,
  RefreshAnswer,
  State,
} from '../../../../src/main/auth/session/core/state.ts';
import type { Happening } from '../../../../src/main/auth/session/shell.ts';
import type { Saved, StoredToken } from '../../../../src/main/auth/tokens/token-store.ts';
import { jeanOfEngine as user } from '../fake-api.ts';
import { neverSent } from '../silent-api.ts';

export const second = 1_000;
/** The time at which a core of the tests starts, epoch milliseconds. */
export const startedAt = 1_000_000;
export const marker = { userId: 7, storedAt: 5 };
export const found = (token: string): StoredToken => ({ kind: 'found', token, session: 5 });
export const lost = { ...neverSent, mayHaveBeenHandled: true };
export const refused = { kind: 'refused', status: 401, detail: 'no', retryAfterMs: null } as const;

const awake: ApiAnswer<null> = { kind: 'success', value: null };

export function refreshed(refreshToken: string | null, value = 'access'): RefreshAnswer {
  const access = { value, expiresAt: null, renewAt: null };
  return { kind: 'success', value: { access, refreshToken } };
}

/** A form's answer of the API: the user is signed in. */
export function signedIn(known: User | null = user): FormOutcome {
  const access = { value: 'access', expiresAt: null, renewAt: null };
  return { ok: true, value: { access, refreshToken: 'first', user: known } };
}

/** The core alone: the events that it got so far, and the effects that it asked for last. */
export function createCore() {
  let state: State = initialState;
  let effects: readonly Effect[] = [];
  let now = startedAt;
  const tickets = new Map<Effect['type'], number>();

  function hear(happening: Happening): readonly Effect[] {
    const at = { wall: now, server: now, chance: 0 };
    const next = step(state, { ...happening, at });
    state = next.state;
    effects = next.effects;
    for (const effect of effects) {
      if ('ticket' in effect) {
        tickets.set(effect.type, effect.ticket);
      }
    }
    return effects;
  }

  /** The number of the latest request of this type. */
  function ticketOf(type: 'read' | 'write' | 'wake' | 'refresh' | 'ask-profile'): number {
    return tickets.get(type) ?? -1;
  }

  return {
    hear,
    ticketOf,
    asked: () => effects.map((effect) => effect.type),
    pass(ms: number) {
      now += ms;
    },
    phase: () => state.phase,
    record: () => state.record,
    session(): LiveSession {
      if (state.phase.kind !== 'live') {
        throw new Error('Nobody is signed in');
      }
      return state.phase.session;
    },
    start: (record: Partial<SessionRecord> = {}) =>
      hear({ type: 'start', record: { ...emptySessionRecord, ...record } }),
    read: (stored: StoredToken) =>
      hear({ type: 'keychain-read', ticket: ticketOf('read'), stored }),
    submitted: (form = 1) => hear({ type: 'form-submitted', form }),
    answered: (outcome: FormOutcome = signedIn(), form = 1) =>
      hear({ type: 'form-answered', form, outcome }),
    woken: (answer: ApiAnswer<null> = awake) =>
      hear({ type: 'woken', ticket: ticketOf('wake'), answer }),
    refreshed: (answer: RefreshAnswer) =>
      hear({ type: 'refreshed', ticket: ticketOf('refresh'), answer }),
    stored: (storage: Saved, isSlow = false) =>
      hear({ type: 'stored', ticket: ticketOf('write'), storage, isSlow }),
    told: (answer: ApiAnswer<User> = { kind: 'success', value: user }) =>
      hear({ type: 'profile-told', ticket: ticketOf('ask-profile'), answer }),
  };
}

export type Core = ReturnType<typeof createCore>;

/** A session of an earlier run that wakes its host. */
export function restored(record: Partial<SessionRecord> = {}): Core {
  const core = createCore();
  core.start({ marker, profile: user, ...record });
  core.read(found('first'));
  return core;
}

/** … that has a new, opaque access token and asks for the profile. */
export function asking(): Core {
  const core = restored();
  core.woken();
  core.refreshed(refreshed('second'));
  core.stored('keychain');
  return core;
}

/** … that has been renewed and verified. */
export function online(): Core {
  const core = asking();
  core.told();
  return core;
}

/** … whose refresh was refused, and which looks into the vault. */
export function refusedOnce(): Core {
  const core = restored();
  core.woken();
  core.refreshed(refused);
  return core;
}

import type { Effect, Event, LiveSession, State } from '../../src/main/auth/session/core/state.ts';
import type { StoredToken } from '../../src/main/auth/tokens/token-store.ts';
import type { Step } from './act.ts';
import type { Way } from './explore.ts';
import type { InvariantName } from './invariants.ts';
import {
  overtakenByMarie,
  renewedBesideMarie,
  renewedUnnamed,
  restoredUnnamed,
  signedIn,
  takenUnknown,
  truncated,
  unknownToken,
  whileFull,
} from './ways.ts';
import { damaged } from './world.ts';

/** One rule of the core, broken; the exploration has to notice. */
export interface PlantedFault {
  readonly name: string;
  readonly breaks: InvariantName;
  /** Where the search begins. */
  readonly from: Way;
  readonly plant: (step: Step) => Step;
}

type Result = ReturnType<Step>;

/** Changes what a step of the core brings. */
function after(change: (result: Result, event: Event, before: State) => Result) {
  return (step: Step): Step =>
    (state, event) =>
      change(step(state, event), event, state);
}

/** Leaves out effects that the core asks for. */
function without(isLeftOut: (effect: Effect, event: Event) => boolean) {
  return after((result, event) => ({
    ...result,
    effects: result.effects.filter((effect) => !isLeftOut(effect, event)),
  }));
}

/** Changes what the core asks for. */
function changingEffects(change: (effect: Effect) => Effect) {
  return after((result) => ({ ...result, effects: result.effects.map(change) }));
}

/** Changes the session that lives, if there is one. */
function session(change: (session: LiveSession, event: Event, before: State) => LiveSession) {
  return after((result, event, before) => {
    const { phase } = result.state;
    if (phase.kind !== 'live') {
      return result;
    }
    const changed = change(phase.session, event, before);
    return { ...result, state: { ...result.state, phase: { kind: 'live', session: changed } } };
  });
}

type Found = Extract<StoredToken, { kind: 'found' }>;

/** Changes what the core hears of a token that the vault holds. */
function changingRead(change: (stored: Found) => StoredToken) {
  return (step: Step): Step =>
    (state, event) =>
      step(
        state,
        event.type === 'keychain-read' && event.stored.kind === 'found'
          ? { ...event, stored: change(event.stored) }
          : event,
      );
}

function liveIn({ phase }: State): LiveSession | null {
  return phase.kind === 'live' ? phase.session : null;
}

/** Ends the session as a sign-out for another reason would. */
function ending(isFatal: (event: Event, before: State) => boolean) {
  return (step: Step): Step =>
    (state, event) => {
      if (liveIn(state) === null || !isFatal(event, state)) {
        return step(state, event);
      }
      const { state: next, effects } = step(state, { type: 'sign-out', at: event.at });
      const { phase } = next;
      return phase.kind === 'signed-out'
        ? { state: { ...next, phase: { ...phase, reason: 'revoked' } }, effects }
        : { state: next, effects };
    };
}

export const plantedFaults: readonly PlantedFault[] = [
  {
    name: 'a refused access token ends the session',
    breaks: 'signed out only by a refused refresh or the user',
    from: signedIn,
    plant: ending((event) => event.type === 'profile-told' && event.answer.kind === 'refused'),
  },
  {
    name: 'an unreachable server ends the session',
    breaks: 'signed out only by a refused refresh or the user',
    from: signedIn,
    plant: ending((event) => event.type === 'woken' && event.answer.kind === 'no-answer'),
  },
  {
    name: 'a refusal is believed without a second look into the vault',
    breaks: 'signed out only by a refused refresh or the user',
    from: signedIn,
    plant: ending(
      (event, before) =>
        event.type === 'refreshed' &&
        event.answer.kind === 'refused' &&
        liveIn(before)?.storage === 'keychain',
    ),
  },
  {
    name: 'a locked keychain is taken for a lost session',
    breaks: 'signed out only by a refused refresh or the user',
    from: signedIn,
    plant: (step) => (state, event) =>
      step(
        state,
        event.type === 'keychain-read' && event.stored.kind === 'unavailable'
          ? { ...event, stored: { kind: 'lost' } }
          : event,
      ),
  },
  {
    name: 'a resume sends another refresh beside the one in flight',
    breaks: 'one refresh in flight',
    from: signedIn,
    plant: after((result, event, before) => {
      const live = liveIn(before);
      if (event.type !== 'retry' || live?.renewal.kind !== 'refreshing') {
        return result;
      }
      const { ticket } = live.renewal;
      const again: Effect = { type: 'refresh', ticket, token: live.refreshToken };
      return { ...result, effects: [...result.effects, again] };
    }),
  },
  {
    name: 'a failed write leaves the settings and the stale token as they are',
    breaks: 'no token is spent that is known to be stale',
    from: whileFull,
    plant: (step) => (state, event) => {
      const result = step(state, event);
      if (event.type !== 'stored' || event.storage === 'keychain') {
        return result;
      }
      if (liveIn(state)?.storage !== 'keychain') {
        return result;
      }
      const effects = result.effects.filter(({ type }) => type !== 'record' && type !== 'remove');
      return { state: { ...result.state, record: state.record }, effects };
    },
  },
  {
    name: 'a rotated token is not stored',
    breaks: 'the vault holds the current token',
    from: signedIn,
    plant: (step) => (state, event) => {
      const result = step(state, event);
      const { phase } = result.state;
      if (event.type !== 'refreshed' || phase.kind !== 'live') {
        return result;
      }
      const { renewal } = phase.session;
      if (renewal.kind !== 'keeping') {
        return result;
      }
      const ticket = phase.session.write ?? 0;
      const stored = { type: 'stored', ticket, storage: 'keychain', isSlow: false } as const;
      const next = step(result.state, { ...stored, at: event.at });
      const effects = result.effects.filter(({ type }) => type !== 'write');
      return { state: next.state, effects: [...effects, ...next.effects] };
    },
  },
  {
    name: 'a sign-out leaves the vault as it is',
    breaks: 'after a sign-out nothing of the user remains',
    from: signedIn,
    plant: without((effect) => effect.type === 'remove'),
  },
  {
    name: 'a sign-out forgets the token that is being replaced',
    breaks: 'after a sign-out nothing of the user remains',
    from: renewedUnnamed,
    plant: changingEffects((effect) =>
      effect.type === 'remove'
        ? { ...effect, own: { ...effect.own, tokens: effect.own.tokens.slice(0, 1) } }
        : effect,
    ),
  },
  {
    name: 'a sign-out leaves the profile in the settings',
    breaks: 'after a sign-out nothing of the user remains',
    from: signedIn,
    plant: without((effect, event) => effect.type === 'record' && event.type === 'sign-out'),
  },
  {
    name: 'the cached profile is drawn even if the canary names another user',
    breaks: "no user's data beside another user's token",
    from: signedIn,
    plant: session((live, event, { record }) =>
      event.type === 'keychain-read' && live.user === null && live.access === null
        ? { ...live, user: record.profile }
        : live,
    ),
  },
  {
    name: 'an adopted token is drawn with the profile of the one before',
    breaks: "no user's data beside another user's token",
    from: overtakenByMarie,
    plant: session((live, event, before) =>
      event.type === 'keychain-read' && liveIn(before) !== null
        ? { ...live, user: liveIn(before)?.user ?? null }
        : live,
    ),
  },
  {
    name: 'a token that the settings do not know ends the session',
    breaks: 'signed out only by a refused refresh or the user',
    from: unknownToken,
    plant: changingRead((stored) => (stored.isUnknown === true ? { kind: 'lost' } : stored)),
  },
  {
    name: 'a token that the settings do not know is drawn with the cached profile',
    breaks: 'no profile beside a token that the settings do not know',
    from: unknownToken,
    plant: changingRead(({ isUnknown: _, ...stored }) => stored),
  },
  {
    name: 'the settings note another token than the one that is stored',
    breaks: 'the settings know the stored token',
    from: unknownToken,
    plant: changingEffects((effect) =>
      effect.type === 'mark' ? { ...effect, token: damaged.token } : effect,
    ),
  },
  {
    name: 'a damaged token that is refused is told as ended from elsewhere',
    breaks: 'the reason is the true one',
    from: truncated,
    plant: session((live) => ({ ...live, isUnknown: false })),
  },
  {
    name: 'a token that the API took is still told as lost when it is refused',
    breaks: 'the reason is the true one',
    from: takenUnknown,
    plant: session((live, _, before) => ({
      ...live,
      isUnknown: live.isUnknown || liveIn(before)?.isUnknown === true,
    })),
  },
  {
    name: 'the name in the keychain changes nothing',
    breaks: 'no unconfirmed profile under another name',
    from: restoredUnnamed,
    plant: (step) => (state, event) =>
      event.type === 'name-read' ? { state, effects: [] } : step(state, event),
  },
  {
    name: "a renewal replaces another copy's session",
    breaks: 'the session of another copy is left alone',
    from: renewedBesideMarie,
    plant: changingEffects((effect) =>
      effect.type === 'write' ? { ...effect, own: null } : effect,
    ),
  },
  {
    name: 'the server is told of a sign-out that did not happen',
    breaks: 'a session that lives is not revoked',
    from: signedIn,
    plant: after((result, event) => {
      const live = liveIn(result.state);
      const revoke: Effect[] =
        event.type === 'retry' && live !== null
          ? [{ type: 'revoke', token: live.refreshToken }]
          : [];
      return { ...result, effects: [...result.effects, ...revoke] };
    }),
  },
  {
    name: 'nothing is scheduled after a failure',
    breaks: 'an unverified session has a next attempt',
    from: signedIn,
    plant: without((effect, event) => effect.type === 'timer' && event.type === 'woken'),
  },
  {
    name: 'a profile that is not told is not asked for again',
    breaks: 'an unverified session has a next attempt',
    from: signedIn,
    plant: without((effect, event) => effect.type === 'timer' && event.type === 'profile-told'),
  },
  {
    name: 'a renewal that failed is not repeated by the next attempt',
    breaks: 'what is shown as online was confirmed since the last failure',
    from: signedIn,
    plant: session((live, event) =>
      event.type === 'woken' && live.renewal.kind === 'idle' ? { ...live, mustRenew: false } : live,
    ),
  },
  {
    name: 'a form that has failed is still under way',
    breaks: 'there is a way on',
    from: [],
    plant: after((result, event) => {
      const { phase } = result.state;
      if (event.type !== 'form-answered' || phase.kind !== 'signed-out') {
        return result;
      }
      const form = { id: event.form, isCancelled: false };
      return { ...result, state: { ...result.state, phase: { ...phase, form } } };
    }),
  },
  {
    name: 'a call that waits for a renewal is forgotten when that fails',
    breaks: 'there is a way on',
    from: signedIn,
    plant: session((live, event, before) => {
      const waiting = liveIn(before)?.waiting ?? [];
      return event.type === 'woken' && live.renewal.kind === 'idle' ? { ...live, waiting } : live;
    }),
  },
];

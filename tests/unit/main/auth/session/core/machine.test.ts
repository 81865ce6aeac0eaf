import { describe, expect, it } from 'vitest';
import type { ApiAnswer } from '../../../../../../src/main/auth/api/api-answer.ts';
import { emptySessionRecord } from '../../../../../../src/main/auth/ports.ts';
import { initialState, step } from '../../../../../../src/main/auth/session/core/machine.ts';
import type {
  Effect,
  LiveSession,
  RefreshAnswer,
  State,
} from '../../../../../../src/main/auth/session/core/state.ts';
import type { Happening } from '../../../../../../src/main/auth/session/shell.ts';
import type { StoredToken } from '../../../../../../src/main/auth/tokens/token-store.ts';
import { jeanOfEngine as user } from '../../../../../support/engine/fake-api.ts';
import { neverSent } from '../../../../../support/engine/silent-api.ts';

const second = 1_000;
const marker = { userId: 7, storedAt: 5 };
const found = (token: string): StoredToken => ({ kind: 'found', token, session: 5 });
const awake: ApiAnswer<null> = { kind: 'success', value: null };
const lost = { ...neverSent, mayHaveBeenHandled: true };
const refused = { kind: 'refused', status: 401, detail: 'no', retryAfterMs: null } as const;

function refreshed(refreshToken: string | null, value = 'access'): RefreshAnswer {
  const access = { value, expiresAt: null, renewAt: null };
  return { kind: 'success', value: { access, refreshToken } };
}

/** The core by itself: what it was told so far, and what it asked for last. */
function create() {
  let state: State = initialState;
  let effects: readonly Effect[] = [];
  let now = 1_000_000;

  function hear(happening: Happening): readonly Effect[] {
    const at = { wall: now, server: now, chance: 0 };
    const next = step(state, { ...happening, at });
    state = next.state;
    effects = next.effects;
    return effects;
  }

  function ticketOf(type: 'read' | 'write' | 'wake' | 'refresh' | 'ask-profile'): number {
    const effect = effects.find((each) => each.type === type);
    return effect !== undefined && 'ticket' in effect ? effect.ticket : -1;
  }

  const core = {
    hear,
    asked: () => effects.map((effect) => effect.type),
    pass(ms: number) {
      now += ms;
    },
    phase: () => state.phase,
    session(): LiveSession {
      if (state.phase.kind !== 'live') {
        throw new Error('Nobody is signed in');
      }
      return state.phase.session;
    },
    read: (stored: StoredToken) =>
      hear({ type: 'keychain-read', ticket: ticketOf('read'), stored }),
    woken: (answer: ApiAnswer<null> = awake) =>
      hear({ type: 'woken', ticket: ticketOf('wake'), answer }),
    refreshed: (answer: RefreshAnswer) =>
      hear({ type: 'refreshed', ticket: ticketOf('refresh'), answer }),
    stored: (storage: 'keychain' | 'memory', isSlow = false) =>
      hear({ type: 'stored', ticket: ticketOf('write'), storage, isSlow }),
    told: (answer: ApiAnswer<typeof user> = { kind: 'success', value: user }) =>
      hear({ type: 'profile-told', ticket: ticketOf('ask-profile'), answer }),
  };
  return core;
}

/** A session of an earlier run that wakes its host. */
function restored() {
  const core = create();
  core.hear({ type: 'start', record: { ...emptySessionRecord, marker, profile: user } });
  core.read(found('first'));
  return core;
}

/** … that has been renewed and verified, with an opaque access token. */
function online() {
  const core = restored();
  core.woken();
  core.refreshed(refreshed('second'));
  core.stored('keychain');
  core.told();
  return core;
}

/** … whose refresh was refused, and which looks into the vault. */
function refusedOnce() {
  const core = restored();
  core.woken();
  core.refreshed(refused);
  return core;
}

describe('a renewal', () => {
  it('wakes the host, spends the token, stores the next one, then asks for the profile', () => {
    const core = restored();
    expect(core.asked()).toEqual(['show', 'timer', 'wake']);
    expect(core.woken()).toMatchObject([{ type: 'refresh', token: 'first' }]);
    expect(core.refreshed(refreshed('second'))).toMatchObject([{ type: 'write', token: 'second' }]);
    expect(core.session().access).toBeNull();
    expect(core.stored('keychain')).toMatchObject([{ type: 'ask-profile', token: 'access' }]);
    core.told();
    expect(core.session().link.kind).toBe('online');
  });

  it('does not wake a host that has answered within a minute', () => {
    const core = online();
    core.pass(59 * second);
    core.hear({ type: 'retry', cause: 'resume' });
    expect(core.asked()).toContain('refresh');
    const later = online();
    later.pass(60 * second);
    later.hear({ type: 'retry', cause: 'resume' });
    expect(later.asked()).toContain('wake');
  });

  it('spends no token on a host that cannot be woken', () => {
    const core = restored();
    core.woken(neverSent);
    expect(core.asked()).toEqual(['timer', 'show']);
    expect(core.session().renewal.kind).toBe('idle');
  });

  it('wakes the host again after a refresh that nobody answered', () => {
    const core = restored();
    core.woken();
    core.refreshed(neverSent);
    core.hear({ type: 'timer' });
    expect(core.asked()).toContain('wake');
  });

  it('is sent once more, at once, after a lost response, and not after a second one', () => {
    const core = restored();
    core.woken();
    expect(core.refreshed(lost)).toMatchObject([{ type: 'refresh', token: 'first' }]);
    expect(core.refreshed(lost).map(({ type }) => type)).toEqual(['timer', 'show']);
    core.hear({ type: 'timer' });
    core.woken();
    expect(core.refreshed(lost).map(({ type }) => type)).toEqual(['timer', 'show']);
  });

  it('that brings no new token writes nothing', () => {
    const core = restored();
    core.woken();
    expect(core.refreshed(refreshed(null)).map(({ type }) => type)).toEqual(['ask-profile']);
  });

  it('is shared by every call that waits for it', () => {
    const core = online();
    core.hear({ type: 'token-wanted', call: 1, refused: 'access' });
    const renewal = core.hear({ type: 'token-wanted', call: 2, refused: 'access' });
    expect(renewal).toEqual([]);
    expect(core.session().waiting).toEqual([1, 2]);
  });
});

describe('a refused refresh', () => {
  it('is not believed before the vault was read again', () => {
    const core = refusedOnce();
    expect(core.asked()).toEqual(['read']);
    expect(core.phase().kind).toBe('live');
  });

  it.each([
    [found('first'), 'signed-out'],
    [{ kind: 'lost' }, 'signed-out'],
    [found('newer'), 'live'],
    [{ kind: 'absent' }, 'live'],
    [{ kind: 'unavailable' }, 'live'],
    [{ kind: 'denied' }, 'live'],
  ] as const)('beside a vault that says %j: %s', (stored, kind) => {
    const core = refusedOnce();
    core.read(stored);
    expect(core.phase().kind).toBe(kind);
  });

  it('confirms nothing before the keychain has answered, whatever the answer is', () => {
    const core = refusedOnce();
    const effect = { type: 'keychain-slow', ticket: 0 } as const;
    const { renewal } = core.session();
    if (renewal.kind !== 'looking') {
      throw new Error('It does not look');
    }
    core.hear({ ...effect, ticket: renewal.ticket });
    expect(core.session().link).toMatchObject({ kind: 'offline', cause: 'refused' });
    core.hear({ type: 'keychain-read', ticket: renewal.ticket, stored: found('first') });
    expect(core.phase().kind).toBe('live');
  });

  it('of an adopted token ends the session', () => {
    const core = refusedOnce();
    expect(core.read(found('newer'))).toMatchObject([{ type: 'refresh', token: 'newer' }]);
    core.refreshed(refused);
    expect(core.phase()).toMatchObject({ kind: 'signed-out' });
  });

  it('keeps the profile of the session that a newer token belongs to, and of no other', () => {
    const core = refusedOnce();
    core.read(found('newer'));
    expect(core.session().user).toEqual(user);
    const other = refusedOnce();
    other.read({ kind: 'found', token: 'newer', session: 6 });
    expect(other.session().user).toBeNull();
  });

  it('of a session in memory ends it without a look at what the keychain holds', () => {
    const core = online();
    core.hear({ type: 'retry', cause: 'resume' });
    core.refreshed(refreshed('third'));
    core.stored('memory');
    core.hear({ type: 'retry', cause: 'resume' });
    const refresh = core.session().renewal;
    if (refresh.kind !== 'refreshing') {
      throw new Error('It does not refresh');
    }
    core.hear({ type: 'refreshed', ticket: refresh.ticket, answer: refused });
    expect(core.phase()).toMatchObject({ kind: 'signed-out', reason: 'revoked' });
  });
});

describe('a refused access token', () => {
  it('is renewed once; while the fresh one is young, back-off waits', () => {
    const core = online();
    core.hear({ type: 'retry', cause: 'user' });
    core.told(refused);
    expect(core.asked()).toEqual(['refresh']);
    core.refreshed(refreshed(null, 'fresh'));
    core.told(refused);
    expect(core.asked()).toEqual(['timer', 'show']);
    core.hear({ type: 'timer' });
    core.told(refused);
    expect(core.asked()).toEqual(['timer', 'show']);
    core.pass(5 * 60 * second);
    core.hear({ type: 'timer' });
    core.told(refused);
    expect(core.asked()).toEqual(['wake']);
  });

  it('may be renewed again once one was accepted', () => {
    const core = online();
    core.hear({ type: 'token-wanted', call: 1, refused: 'access' });
    expect(core.session().isDoubted).toBe(true);
    core.hear({ type: 'token-accepted' });
    expect(core.session().isDoubted).toBe(false);
  });
});

describe('an answer that comes too late', () => {
  it('changes nothing after a sign-out', () => {
    const core = restored();
    core.woken();
    const { renewal } = core.session();
    if (renewal.kind !== 'refreshing') {
      throw new Error('It does not refresh');
    }
    core.hear({ type: 'sign-out' });
    const before = core.phase();
    const late = { type: 'refreshed', ticket: renewal.ticket, answer: refreshed('late') } as const;
    expect(core.hear(late)).toEqual([]);
    expect(core.phase()).toBe(before);
  });

  it('of an earlier write does not count for a later token', () => {
    const core = online();
    core.hear({ type: 'retry', cause: 'resume' });
    core.refreshed(refreshed('third'));
    const first = core.session().write ?? 0;
    core.stored('memory', true);
    core.hear({ type: 'store-timer' });
    const stored = { type: 'stored', storage: 'keychain', isSlow: true } as const;
    core.hear({ ...stored, ticket: first });
    expect(core.session().storage).toBe('memory');
    core.hear({ ...stored, ticket: core.session().write ?? 0 });
    expect(core.session().storage).toBe('keychain');
  });
});

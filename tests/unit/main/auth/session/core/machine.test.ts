import { describe, expect, it } from 'vitest';
import {
  createCore,
  found,
  lost,
  marker,
  online,
  refreshed,
  refused,
  refusedOnce,
  restored,
  second,
  signedIn,
  startedAt,
} from '../../../../../support/engine/core/create-core.ts';
import { jeanOfEngine as user } from '../../../../../support/engine/fake-api.ts';
import { neverSent } from '../../../../../support/engine/silent-api.ts';

describe('a renewal', () => {
  it('wakes the host, sends the token, stores the next one, then asks for the profile', () => {
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

  it('sends no token to a host that cannot be woken', () => {
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

  it('is sent once more at once after a lost response, but not after a second one', () => {
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
  ] as const)('with a vault that says %j leads to %s', (stored, kind) => {
    const core = refusedOnce();
    core.read(stored);
    expect(core.phase().kind).toBe(kind);
  });

  it('confirms nothing before the keychain has answered in any way', () => {
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

  it('of a session in memory ends it without reading the keychain', () => {
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
  it('is renewed once, and back-off waits while the fresh one is young', () => {
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

  it('may be renewed again after one was accepted', () => {
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

describe('a start', () => {
  it('reads the vault, and waits for it if the settings know a session', () => {
    const core = createCore();
    expect(core.start({ marker })).toEqual([{ type: 'read', ticket: 1 }]);
    const reading = { ticket: 1, stored: null };
    expect(core.phase()).toEqual({ kind: 'starting', isSlow: false, reading, form: null });
  });

  it('shows at once why the last session ended, and looks for leftovers', () => {
    const core = createCore();
    const effects = core.start({ signOutReason: 'revoked' });
    const state = { kind: 'signed-out', reason: 'revoked', email: null };
    expect(effects).toEqual([
      { type: 'read', ticket: 1 },
      { type: 'show', state, cause: 'start', status: null },
    ]);
  });

  it('prefers the marker to the reason of an earlier sign-out', () => {
    const core = createCore();
    core.start({ marker, signOutReason: 'user' });
    expect(core.phase().kind).toBe('starting');
  });

  it('tells the user once that the keychain is slow', () => {
    const core = createCore();
    core.start({ marker });
    expect(core.hear({ type: 'keychain-slow', ticket: core.ticketOf('read') })).toEqual([
      {
        type: 'show',
        state: { kind: 'starting', isWaitingForKeychain: true },
        cause: 'slow keychain',
        status: null,
      },
    ]);
    const signedOut = createCore();
    signedOut.start({ signOutReason: 'user' });
    const { phase } = signedOut;
    const before = phase();
    signedOut.hear({ type: 'keychain-slow', ticket: signedOut.ticketOf('read') });
    expect(phase()).toBe(before);
  });

  it('ignores a keychain that answers another read', () => {
    const core = createCore();
    core.start({ marker });
    const before = core.phase();
    core.hear({ type: 'keychain-read', ticket: 99, stored: found('first') });
    core.hear({ type: 'keychain-slow', ticket: 99 });
    expect(core.phase()).toBe(before);
    core.read({ kind: 'absent' });
    core.hear({ type: 'retry', cause: 'user' });
    const again = core.phase();
    core.hear({ type: 'keychain-read', ticket: 1, stored: found('first') });
    expect(core.phase()).toBe(again);
  });

  it('ignores a second answer of the keychain', () => {
    const core = createCore();
    core.start({ signOutReason: 'user' });
    core.read({ kind: 'absent' });
    const before = core.phase();
    expect(core.read({ kind: 'absent' })).toEqual([]);
    expect(core.phase()).toEqual(before);
    core.start();
    core.read({ kind: 'absent' });
    expect(core.read(found('late'))).toEqual([]);
    expect(core.phase().kind).toBe('signed-out');
  });

  it.each([
    [{ kind: 'absent' }, { kind: 'signed-out', reason: null }],
    [{ kind: 'lost' }, { kind: 'signed-out', reason: null }],
    [{ kind: 'unavailable' }, { kind: 'signed-out', reason: null }],
    [{ kind: 'denied' }, { kind: 'signed-out', reason: null }],
  ] as const)(
    'with settings that know no session signs nobody out if the vault says %j',
    (stored, phase) => {
      const core = createCore();
      core.start();
      core.read(stored);
      expect(core.phase()).toMatchObject(phase);
      expect(core.asked()).toEqual(['show']);
    },
  );

  it.each([
    [{ kind: 'absent' }, { kind: 'keychain-locked', problem: 'locked-or-cleared' }],
    [{ kind: 'unavailable' }, { kind: 'keychain-locked', problem: 'unavailable' }],
    [{ kind: 'denied' }, { kind: 'keychain-locked', problem: 'denied' }],
    [{ kind: 'lost' }, { kind: 'signed-out', reason: 'keychain-lost' }],
  ] as const)('with settings that know a session shows that the vault says %j', (stored, phase) => {
    const core = createCore();
    core.start({ marker, lastEmail: 'jean@example.com' });
    core.read(stored);
    expect(core.phase()).toMatchObject(phase);
    const isLost = stored.kind === 'lost';
    expect(core.record()).toMatchObject(
      isLost ? { marker: null, signOutReason: 'keychain-lost', endedSession: 5 } : { marker },
    );
  });

  it('reads a locked keychain again for the user and on resume, but not for the network', () => {
    for (const cause of ['user', 'resume'] as const) {
      const core = createCore();
      core.start({ marker });
      core.read({ kind: 'unavailable' });
      expect(core.hear({ type: 'retry', cause: 'network-up' })).toEqual([]);
      expect(core.hear({ type: 'retry', cause })).toEqual([
        { type: 'read', ticket: 2 },
        {
          type: 'show',
          state: { kind: 'starting', isWaitingForKeychain: false },
          cause,
          status: null,
        },
      ]);
    }
  });
});

describe('a restored session', () => {
  it('is shown from the cached profile, and verified', () => {
    const core = createCore();
    core.start({ marker, profile: user, verifiedAt: 3 });
    const effects = core.read(found('first'));
    const state = {
      kind: 'signed-in',
      user,
      link: { kind: 'verifying' },
      storage: 'keychain',
    };
    expect(effects).toEqual([
      { type: 'show', state, cause: 'restored', status: null },
      { type: 'timer', delayMs: null },
      { type: 'wake', ticket: 3, isPatient: true },
    ]);
    expect(core.session()).toMatchObject({
      refreshToken: 'first',
      storage: 'keychain',
      stored: 'first',
      name: 5,
      isOfAnother: false,
      isUnknown: false,
      verifiedAt: 3,
      attempt: 'start',
    });
  });

  it.each([
    ['the canary names another session', { session: 6 }, 6, false],
    ['there is no canary', { session: 'absent' }, null, false],
    ['the canary cannot be read', { session: 'unreadable' }, null, false],
    ['the settings do not know its token', { session: 5, isUnknown: true }, 5, true],
  ] as const)('shows no cached profile if %s', (_when, stored, name, isUnknown) => {
    const core = createCore();
    core.start({ marker, profile: user });
    core.read({ kind: 'found', token: 'first', ...stored });
    expect(core.session()).toMatchObject({ name, isUnknown, isOfAnother: true, user: null });
  });

  it('is shown by the name that the settings gave it, and the canary is read then', () => {
    const core = createCore();
    core.start({ marker, profile: user });
    core.read({ kind: 'found', token: 'first', session: 5, isUnchecked: true });
    expect(core.asked()).toEqual(['show', 'check-name', 'timer', 'wake']);
    expect(core.session()).toMatchObject({ name: 5, isOfAnother: false, user });
  });

  it('shows no cached profile that is not the one of the user of the session', () => {
    const core = createCore();
    core.start({ marker, profile: { ...user, id: 8 } });
    core.read(found('first'));
    expect(core.session()).toMatchObject({ isOfAnother: false, user: null });
  });

  it('shows no cached profile if the settings know no session', () => {
    const core = createCore();
    core.start({ profile: user });
    core.read(found('first'));
    expect(core.session()).toMatchObject({ isOfAnother: true, user: null });
    const unnamed = createCore();
    unnamed.start({ profile: user });
    unnamed.read({ kind: 'found', token: 'first', session: 'absent' });
    expect(unnamed.session()).toMatchObject({ isOfAnother: true, user: null });
  });
});

describe('a token that is found after a sign-out', () => {
  it.each([
    ['names the session that ended', { session: 5 }, 5],
    ['is missing', { session: 'absent' }, 5],
    ['names a session, and nobody knows which one ended', { session: 6 }, null],
  ] as const)(
    'is removed, and ended at the server, if the canary %s',
    (_what, stored, endedSession) => {
      const core = createCore();
      core.start({ signOutReason: 'user', endedSession });
      expect(core.read({ kind: 'found', token: 'left', ...stored })).toEqual([
        {
          type: 'remove',
          revoke: 'left',
          own: { name: endedSession, tokens: ['left'], isUnnamed: false },
        },
      ]);
      expect(core.phase()).toMatchObject({ kind: 'signed-out', reading: null });
    },
  );

  it('is restored if the canary names a later session', () => {
    const core = createCore();
    core.start({ signOutReason: 'user', endedSession: 5 });
    core.read({ kind: 'found', token: 'first', session: 6 });
    expect(core.session()).toMatchObject({ name: 6, refreshToken: 'first' });
  });

  it.each([
    { kind: 'found', token: 'left', session: 'unreadable' },
    { kind: 'absent' },
    { kind: 'denied' },
  ] as const)('is left alone if the vault says %j', (stored) => {
    const core = createCore();
    core.start({ signOutReason: 'user', endedSession: 5 });
    expect(core.read(stored)).toEqual([]);
    expect(core.phase()).toMatchObject({ kind: 'signed-out', reading: null });
  });
});

describe('a form', () => {
  /** Nobody is signed in, and the keychain has answered. */
  function signedOut() {
    const core = createCore();
    core.start();
    core.read({ kind: 'absent' });
    return core;
  }

  it('is sent, one at a time', () => {
    const core = signedOut();
    expect(core.submitted(1)).toEqual([{ type: 'submit', form: 1 }]);
    expect(core.phase()).toMatchObject({ form: { id: 1, isCancelled: false } });
    const outcome = { ok: false, error: { code: 'busy' } };
    expect(core.submitted(2)).toEqual([{ type: 'answer-form', form: 2, outcome }]);
    expect(core.phase()).toMatchObject({ form: { id: 1 } });
  });

  it('is refused during a session, stored or not', () => {
    const busy = [
      { type: 'answer-form', form: 2, outcome: { ok: false, error: { code: 'busy' } } },
    ];
    const core = signedOut();
    core.submitted();
    core.answered();
    expect(core.phase().kind).toBe('storing');
    expect(core.submitted(2)).toEqual(busy);
    core.stored('keychain');
    expect(core.phase().kind).toBe('live');
    expect(core.submitted(2)).toEqual(busy);
    expect(core.phase().kind).toBe('live');
  });

  it('can be cancelled only after it was sent', () => {
    const core = signedOut();
    expect(core.hear({ type: 'form-cancelled' })).toEqual([]);
    core.submitted();
    expect(core.hear({ type: 'form-cancelled' })).toEqual([{ type: 'abandon-form', form: 1 }]);
    expect(core.phase()).toMatchObject({ form: { id: 1, isCancelled: true } });
    const later = signedOut();
    later.submitted();
    later.answered();
    const storing = later.phase();
    expect(later.hear({ type: 'form-cancelled' })).toEqual([]);
    expect(later.phase()).toBe(storing);
    later.stored('keychain');
    expect(later.hear({ type: 'form-cancelled' })).toEqual([]);
    expect(later.phase().kind).toBe('live');
  });

  it('is cancelled by a sign-out', () => {
    const core = signedOut();
    core.submitted();
    expect(core.hear({ type: 'sign-out' })).toEqual([{ type: 'abandon-form', form: 1 }]);
    expect(core.phase()).toMatchObject({ kind: 'signed-out', reason: null });
  });

  it('that succeeds after it was cancelled leaves nothing behind', () => {
    const core = signedOut();
    core.submitted();
    core.hear({ type: 'form-cancelled' });
    const outcome = { ok: false, error: { code: 'cancelled' } };
    expect(core.answered()).toEqual([
      { type: 'revoke', token: 'first' },
      { type: 'answer-form', form: 1, outcome },
    ]);
    expect(core.phase()).toMatchObject({ kind: 'signed-out', form: null });
  });

  it('that fails is answered, and may be sent again', () => {
    const core = signedOut();
    core.submitted();
    const outcome = { ok: false, error: { code: 'wrong-credentials' } } as const;
    expect(core.answered(outcome)).toEqual([{ type: 'answer-form', form: 1, outcome }]);
    expect(core.phase()).toMatchObject({ kind: 'signed-out', form: null });
    expect(core.submitted(2)).toEqual([{ type: 'submit', form: 2 }]);
  });

  it('ignores an answer to another one', () => {
    const core = signedOut();
    expect(core.answered()).toEqual([]);
    core.submitted();
    const before = core.phase();
    expect(core.answered(signedIn(), 2)).toEqual([]);
    expect(core.phase()).toBe(before);
    core.answered();
    const storing = core.phase();
    expect(core.answered()).toEqual([]);
    expect(core.phase()).toBe(storing);
    core.stored('keychain');
    expect(core.answered()).toEqual([]);
    expect(core.phase().kind).toBe('live');
  });

  it('is more important than the vault, which is evaluated after its failure', () => {
    const core = createCore();
    core.start({ marker, profile: user });
    core.submitted();
    expect(core.read(found('first'))).toEqual([]);
    expect(core.phase()).toMatchObject({ kind: 'starting', reading: { stored: found('first') } });
    core.answered({ ok: false, error: { code: 'wrong-credentials' } });
    expect(core.phase().kind).toBe('live');
  });

  it('that fails before the vault was read leaves the start waiting', () => {
    const core = createCore();
    core.start({ marker });
    core.submitted();
    core.answered({ ok: false, error: { code: 'wrong-credentials' } });
    expect(core.phase()).toMatchObject({ kind: 'starting', form: null });
  });

  it('that fails with a locked keychain leaves it locked, and survives another read', () => {
    const core = createCore();
    core.start({ marker });
    core.read({ kind: 'unavailable' });
    core.submitted();
    core.hear({ type: 'retry', cause: 'user' });
    expect(core.phase()).toMatchObject({ kind: 'starting', form: { id: 1 } });
    core.read({ kind: 'denied' });
    core.answered({ ok: false, error: { code: 'wrong-credentials' } });
    expect(core.phase()).toMatchObject({ kind: 'keychain-locked', problem: 'denied', form: null });
    core.submitted(2);
    core.answered({ ok: false, error: { code: 'wrong-credentials' } }, 2);
    expect(core.phase()).toMatchObject({ kind: 'keychain-locked', problem: 'denied', form: null });
  });
});

describe('a sign-in', () => {
  function storing(known: Parameters<typeof signedIn>[0] = user) {
    const core = createCore();
    core.start();
    core.read({ kind: 'absent' });
    core.submitted();
    core.answered(signedIn(known));
    return core;
  }

  it('stores its token before anything of it is shown', () => {
    const core = storing();
    expect(core.asked()).toEqual(['record', 'write']);
    expect(core.phase()).toMatchObject({
      kind: 'storing',
      shown: { kind: 'signed-out', reason: null, email: null },
      form: 1,
      session: {
        refreshToken: 'first',
        storage: 'memory',
        stored: null,
        isOfAnother: false,
        isUnknown: false,
        user,
        verifiedAt: startedAt,
        awakeUntil: startedAt + 60 * second,
        profile: { kind: 'confirmed' },
        link: { kind: 'online', verifiedAt: startedAt },
        access: { receivedAt: startedAt },
      },
    });
  });

  it('is online once its token is stored', () => {
    const core = storing();
    const effects = core.stored('keychain');
    expect(core.asked()).toEqual(['record', 'store-timer', 'mark', 'show', 'timer']);
    expect(effects).toMatchObject([
      { change: { marker: { userId: user.id, storedAt: startedAt }, profile: user } },
      { delayMs: null },
      { name: startedAt, token: 'first', form: 1 },
      { state: { kind: 'signed-in', user, storage: 'keychain' }, cause: 'signed in' },
      { delayMs: 24 * 60 * 60 * second },
    ]);
    expect(core.session()).toMatchObject({ stored: 'first', name: startedAt });
  });

  it('waits for the write of its own token', () => {
    const core = storing();
    const before = core.phase();
    const stored = { type: 'stored', ticket: 99, storage: 'keychain', isSlow: false } as const;
    expect(core.hear(stored)).toEqual([]);
    expect(core.phase()).toBe(before);
  });

  it('that no keychain stores lives in memory, and tries again', () => {
    const core = storing();
    const effects = core.stored('memory');
    expect(core.asked()).toEqual(['store-timer', 'record', 'answer-form', 'show', 'timer']);
    expect(effects).toMatchObject([
      { delayMs: second },
      { change: { marker: null, profile: null, signOutReason: 'keychain-lost' } },
      { form: 1, outcome: { ok: true, value: null } },
      { state: { kind: 'signed-in', storage: 'memory' } },
      {},
    ]);
    expect(core.session()).toMatchObject({ stored: null, name: null, storeFailures: 1 });
  });

  it('that a slow keychain has not stored yet sets no timer for it', () => {
    const core = storing();
    core.stored('memory', true);
    expect(core.asked()).toEqual(['record', 'answer-form', 'show', 'timer']);
  });

  it('without a profile asks for it once its token is stored', () => {
    const core = storing(null);
    expect(core.phase()).toMatchObject({
      session: { profile: { kind: 'unknown' }, link: { kind: 'verifying' } },
    });
    core.stored('keychain');
    expect(core.asked()).toEqual(['record', 'store-timer', 'mark', 'show', 'timer', 'ask-profile']);
    expect(core.session()).toMatchObject({ attempt: 'start' });
  });

  it('that is signed out before its token was stored is cancelled', () => {
    const core = storing();
    core.hear({ type: 'sign-out', reason: 'account-deleted' });
    expect(core.asked()).toEqual(['record', 'show', 'remove', 'answer-form']);
    expect(core.phase()).toMatchObject({ kind: 'signed-out', reason: 'user' });
  });
});

describe('a sign-out', () => {
  it('removes everything, and is sent to the server', () => {
    const core = online();
    core.hear({ type: 'token-wanted', call: 1, refused: 'access' });
    const effects = core.hear({ type: 'sign-out' });
    expect(effects).toMatchObject([
      { type: 'record', change: { marker: null, profile: null, signOutReason: 'user' } },
      { type: 'deny-token', call: 1, answer: { kind: 'aborted' } },
      { type: 'show', state: { kind: 'signed-out', reason: 'user' }, cause: 'user', status: null },
      { type: 'remove', revoke: 'second', own: { name: 5, tokens: ['second'], isUnnamed: false } },
    ]);
    expect(core.record().endedSession).toBe(5);
  });

  it('names the session that may still be in the vault', () => {
    const another = createCore();
    another.start({ marker });
    another.read({ kind: 'found', token: 'first', session: 6 });
    another.hear({ type: 'sign-out' });
    expect(another.record().endedSession).toBe(6);
    const unnamed = createCore();
    unnamed.start({ marker });
    unnamed.read({ kind: 'found', token: 'first', session: 'absent' });
    unnamed.hear({ type: 'sign-out' });
    expect(unnamed.record().endedSession).toBe(5);
  });

  it('of a deleted account is not sent to the server, and says why', () => {
    const core = online();
    const effects = core.hear({ type: 'sign-out', reason: 'account-deleted' });
    expect(effects.at(-1)).toMatchObject({ type: 'remove', revoke: null });
    expect(core.phase()).toMatchObject({ kind: 'signed-out', reason: 'account-deleted' });
  });

  it('denies a token to every later call', () => {
    const core = createCore();
    core.start();
    const denied = { type: 'deny-token', call: 4, answer: { kind: 'aborted' } };
    expect(core.hear({ type: 'token-wanted', call: 4, refused: null })).toEqual([denied]);
  });
});

describe('the window', () => {
  it('that is hidden makes a session wait longer than a visible one', () => {
    const core = restored();
    for (let failures = 0; failures < 9; failures += 1) {
      core.woken(neverSent);
      core.hear({ type: 'timer' });
    }
    expect(core.woken(neverSent)).toContainEqual({ type: 'timer', delayMs: 60 * second });
    core.hear({ type: 'visibility', isVisible: false });
    core.hear({ type: 'timer' });
    expect(core.woken(neverSent)).toContainEqual({ type: 'timer', delayMs: 5 * 60 * second });
    core.hear({ type: 'visibility', isVisible: true });
    expect(core.asked()).toContain('wake');
  });
});

import { describe, expect, it } from 'vitest';
import {
  asking,
  createCore,
  found,
  lost,
  marker,
  online,
  refreshed,
  refused,
  restored,
  second,
  startedAt,
} from '../../../../../support/engine/core/create-core.ts';
import { jeanOfEngine as user } from '../../../../../support/engine/fake-api.ts';
import { neverSent } from '../../../../../support/engine/silent-api.ts';

const day = 24 * 60 * 60 * second;
const unavailable = { ...neverSent, cause: 'server', status: 503, retryAfterMs: null } as const;

describe('an attempt', () => {
  it('does not start a second time while it is in progress', () => {
    const core = restored();
    const before = core.session();
    expect(core.hear({ type: 'retry', cause: 'user' })).toEqual([]);
    expect(core.session()).toEqual(before);
    expect(core.hear({ type: 'retry', cause: 'resume' })).toEqual([]);
    expect(core.session()).toEqual({ ...before, mustRenew: true });
  });

  it('is started by a resume only after the wait that the server asked for', () => {
    const core = restored();
    core.woken({ ...unavailable, retryAfterMs: 30 * second });
    core.pass(29 * second);
    expect(core.hear({ type: 'retry', cause: 'resume' })).toEqual([]);
    core.pass(second);
    core.hear({ type: 'retry', cause: 'resume' });
    expect(core.asked()).toContain('wake');
  });

  it('lets the wait grow after a timer, and resets it for any other cause', () => {
    const core = restored();
    const delays = [0, 1, 2, 3].map(() => {
      const timer = core.woken(neverSent).find(({ type }) => type === 'timer');
      core.hear({ type: 'timer' });
      return timer;
    });
    expect(delays).toEqual(
      [1, 1, 2, 4].map((seconds) => ({ type: 'timer', delayMs: seconds * second })),
    );
    core.woken(neverSent);
    core.hear({ type: 'retry', cause: 'network-up' });
    expect(core.woken(neverSent)).toContainEqual({ type: 'timer', delayMs: second });
  });

  it('shows its cause, and that no other one is planned', () => {
    const core = restored({ verifiedAt: 3 });
    core.woken(neverSent);
    const link = { kind: 'offline', cause: 'network', nextAttemptAt: null, verifiedAt: 3 };
    expect(core.hear({ type: 'visibility', isVisible: true })).toEqual([
      { type: 'timer', delayMs: null },
      {
        type: 'show',
        state: { kind: 'signed-in', user, link, storage: 'keychain' },
        cause: 'network-up',
        status: null,
      },
      { type: 'wake', ticket: 4, isPatient: false },
    ]);
  });

  it('asks for the profile again when the user tries again', () => {
    const core = online();
    expect(core.hear({ type: 'retry', cause: 'user' })).toMatchObject([
      { type: 'timer', delayMs: null },
      { type: 'ask-profile', token: 'access' },
    ]);
    const due = online();
    due.pass(day);
    due.hear({ type: 'retry', cause: 'user' });
    expect(due.session()).toMatchObject({ renewal: { kind: 'waking' } });
    expect(due.session().profile).toEqual({ kind: 'unknown' });
  });

  it('does and shows nothing if its timer was early', () => {
    const core = online();
    core.pass(10 * second);
    expect(core.hear({ type: 'timer' })).toEqual([
      { type: 'timer', delayMs: null },
      { type: 'timer', delayMs: day - 10 * second },
    ]);
    expect(core.session()).toMatchObject({ attempt: null, verifiedAt: startedAt });
  });

  it('renews a token when it is due, and no earlier', () => {
    const core = online();
    core.pass(day - 1);
    core.hear({ type: 'timer' });
    expect(core.asked()).toEqual(['timer', 'timer']);
    core.pass(1);
    core.hear({ type: 'timer' });
    expect(core.asked()).toEqual(['timer', 'wake']);
  });
});

describe('an attempt that asks for the profile', () => {
  it('waits for a renewal that a call has started', () => {
    const core = asking();
    core.hear({ type: 'token-wanted', call: 1, refused: 'access' });
    expect(core.asked()).toEqual(['refresh']);
    core.told();
    expect(core.asked()).toEqual(['record']);
    expect(core.session()).toMatchObject({ attempt: 'start', renewal: { kind: 'refreshing' } });
    core.refreshed(refreshed(null, 'fresh'));
    expect(core.asked()).toEqual(['give-token', 'timer', 'record', 'show']);
  });

  it('asks once more if its token was refused and has been renewed', () => {
    const core = asking();
    core.hear({ type: 'token-wanted', call: 1, refused: 'access' });
    core.refreshed(refreshed(null, 'fresh'));
    expect(core.asked()).toEqual(['give-token']);
    expect(core.told(refused)).toMatchObject([{ type: 'ask-profile', token: 'fresh' }]);
  });

  it('does not renew a refused token that is already being renewed', () => {
    const core = asking();
    core.hear({ type: 'token-wanted', call: 1, refused: 'access' });
    expect(core.told(refused)).toEqual([]);
    expect(core.session().profile).toEqual({ kind: 'unknown' });
    expect(core.refreshed(refreshed(null, 'fresh'))).toMatchObject([
      { type: 'give-token', call: 1, token: 'fresh' },
      { type: 'ask-profile', token: 'fresh' },
    ]);
  });

  it('continues after the failure of a renewal that a call has started', () => {
    const core = asking();
    core.hear({ type: 'token-wanted', call: 1, refused: 'access' });
    core.refreshed(neverSent);
    expect(core.asked()).toEqual(['deny-token', 'timer', 'show']);
    expect(core.session()).toMatchObject({ attempt: 'start', profile: { kind: 'asking' } });
    core.told();
    expect(core.asked()).toEqual(['record', 'wake']);
  });
});

describe('a success', () => {
  it('is written to the settings, and shown', () => {
    const core = asking();
    const profile = { marker, profile: user, lastEmail: user.email };
    const link = { kind: 'online', verifiedAt: startedAt };
    expect(core.told()).toEqual([
      { type: 'record', change: profile },
      { type: 'timer', delayMs: day },
      { type: 'record', change: { verifiedAt: startedAt } },
      {
        type: 'show',
        state: { kind: 'signed-in', user, link, storage: 'keychain' },
        cause: 'start',
        status: null,
      },
    ]);
    expect(core.session()).toMatchObject({ attempt: null, failures: 0, failed: null });
  });

  it('is shown again only if it is newer', () => {
    const core = online();
    core.hear({ type: 'retry', cause: 'user' });
    core.told();
    expect(core.asked()).toEqual(['record', 'timer']);
    core.pass(second);
    core.hear({ type: 'retry', cause: 'user' });
    core.told();
    expect(core.asked()).toEqual(['record', 'timer', 'record', 'show']);
  });

  it('is shown after a failure, even in the same moment', () => {
    const core = asking();
    core.told(neverSent);
    expect(core.session().link.kind).toBe('offline');
    core.hear({ type: 'timer' });
    core.told();
    expect(core.session().link).toEqual({ kind: 'online', verifiedAt: startedAt });
  });

  it('of a session in memory is not written to the settings', () => {
    const core = createCore();
    core.start();
    core.read({ kind: 'absent' });
    core.submitted();
    core.answered();
    core.stored('memory');
    core.pass(second);
    core.hear({ type: 'retry', cause: 'user' });
    expect(core.told()).toMatchObject([
      { type: 'record', change: { lastEmail: user.email } },
      { type: 'timer' },
      { type: 'show' },
    ]);
  });
});

describe('a failure', () => {
  it('is shown with its cause, its status and the time of the next attempt', () => {
    const core = restored({ verifiedAt: 3 });
    const answer = { ...unavailable, retryAfterMs: 30 * second };
    const nextAttemptAt = startedAt + 30 * second;
    const link = { kind: 'offline', cause: 'server', nextAttemptAt, verifiedAt: 3 };
    expect(core.woken(answer)).toEqual([
      { type: 'timer', delayMs: 30 * second },
      {
        type: 'show',
        state: { kind: 'signed-in', user, link, storage: 'keychain' },
        cause: 'server',
        status: 503,
      },
    ]);
    expect(core.session()).toMatchObject({
      attempt: null,
      failures: 1,
      failed: { answer, until: nextAttemptAt },
    });
  });

  it('of a renewal that a call has started is followed by another renewal', () => {
    const core = online();
    core.pass(60 * second);
    core.hear({ type: 'token-wanted', call: 1, refused: 'access' });
    core.woken(neverSent);
    expect(core.session().link.kind).toBe('offline');
    core.hear({ type: 'timer' });
    expect(core.asked()).toEqual(['timer', 'show', 'wake']);
    core.woken();
    core.refreshed(refreshed(null, 'fresh'));
    expect(core.session()).toMatchObject({ link: { kind: 'online' }, mustRenew: false });
  });
});

describe('the token of a session in memory', () => {
  function inMemory() {
    const core = restored();
    core.woken();
    core.refreshed(refreshed('second'));
    core.stored('memory');
    core.told(neverSent);
    return core;
  }

  it.each(['user', 'resume'] as const)('is stored again for the cause %s', (cause) => {
    const core = inMemory();
    const effects = core.hear({ type: 'retry', cause });
    expect(effects).toContainEqual({
      type: 'write',
      ticket: core.ticketOf('write'),
      token: 'second',
      own: null,
    });
  });

  it('is not stored by an attempt for any other cause', () => {
    const core = inMemory();
    core.hear({ type: 'timer' });
    expect(core.asked()).toEqual(['timer', 'show', 'ask-profile']);
  });

  it('is stored by its own timer', () => {
    const core = inMemory();
    core.hear({ type: 'store-timer' });
    expect(core.asked()).toEqual(['write']);
  });

  it('is not stored a second time once the keychain has it', () => {
    const core = online();
    expect(core.hear({ type: 'store-timer' })).toEqual([]);
  });
});

describe('a token for a host that answered recently', () => {
  it('is sent at once, as the first one', () => {
    const core = online();
    core.hear({ type: 'token-wanted', call: 1, refused: 'access' });
    expect(core.session().renewal).toEqual({
      kind: 'refreshing',
      ticket: core.ticketOf('refresh'),
      isAgain: false,
      isAdopted: false,
    });
    expect(core.refreshed(lost)).toMatchObject([{ type: 'refresh', token: 'second' }]);
    expect(core.session().renewal).toMatchObject({ isAgain: true, isAdopted: false });
  });

  it('is also sent as the first one after the host was woken', () => {
    const core = restored();
    expect(core.session()).toMatchObject({ isDoubted: false, mustRenew: false });
    expect(core.session().profile).toEqual({ kind: 'unknown' });
    core.woken();
    expect(core.session().renewal).toMatchObject({ isAgain: false, isAdopted: false });
    core.hear({ type: 'keychain-read', ticket: 99, stored: found('newer') });
    expect(core.session().refreshToken).toBe('first');
  });
});

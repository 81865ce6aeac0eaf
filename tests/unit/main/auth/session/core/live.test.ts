import { describe, expect, it } from 'vitest';
import {
  asking,
  createCore,
  found,
  online,
  refreshed,
  refused,
  refusedOnce,
  restored,
  second,
  startedAt,
} from '../../../../../support/engine/core/create-core.ts';
import { jeanOfEngine as user } from '../../../../../support/engine/fake-api.ts';
import { neverSent } from '../../../../../support/engine/silent-api.ts';

const disabled = { ...refused, status: 403 };
const marie = { ...user, id: 8, name: 'Marie', email: 'marie@example.com' };

describe('an answer to an earlier request', () => {
  it.each([
    ['wake', restored, { type: 'woken', ticket: 99, answer: neverSent }],
    ['refresh', waking, { type: 'refreshed', ticket: 99, answer: refreshed('late') }],
    ['read', refusedOnce, { type: 'keychain-read', ticket: 99, stored: found('late') }],
    ['profile', asking, { type: 'profile-told', ticket: 99, answer: neverSent }],
    ['write', online, { type: 'stored', ticket: 99, storage: 'memory', isSlow: false }],
  ] as const)('(%s) changes nothing', (_name, create, event) => {
    const core = create();
    const before = core.session();
    expect(core.hear(event)).toEqual([]);
    expect(core.session()).toEqual(before);
  });

  function waking() {
    const core = restored();
    core.woken();
    return core;
  }
});

describe('an answer to a request that has been answered', () => {
  it('changes nothing', () => {
    const core = online();
    const before = core.session();
    core.woken(neverSent);
    core.refreshed(refreshed('late'));
    core.read(found('late'));
    core.told(neverSent);
    expect(core.session()).toEqual(before);
    const failed = restored();
    failed.woken(neverSent);
    const offline = failed.session();
    failed.woken();
    expect(failed.session()).toEqual(offline);
  });
});

describe('a window that is hidden', () => {
  it('starts no attempt', () => {
    const core = restored();
    core.woken(neverSent);
    const before = core.session();
    expect(core.hear({ type: 'visibility', isVisible: false })).toEqual([]);
    expect(core.session()).toEqual(before);
  });
});

describe('the name in the keychain, read after the profile was drawn,', () => {
  it.each([6, 'absent'] as const)('hides the profile if it is another one (%s)', (name) => {
    const core = restored();
    const { run } = core.session();
    expect(core.hear({ type: 'name-read', run, name })).toMatchObject([
      { type: 'show', cause: 'adopted', state: { kind: 'restoring' } },
    ]);
    expect(core.session()).toMatchObject({ name: 5, isOfAnother: true, user: null });
    expect(core.record()).toMatchObject({ marker: { storedAt: 5 }, profile: user });
  });

  it.each([
    ['is the one that the settings know', 5, 0],
    ['cannot be read', 'unreadable', 0],
    ["is that of an earlier run's session", 6, 1],
  ] as const)('changes nothing if it %s', (_when, name, older) => {
    const core = restored();
    const before = core.session();
    expect(core.hear({ type: 'name-read', run: before.run - older, name })).toEqual([]);
    expect(core.session()).toEqual(before);
  });

  it('changes nothing once the token is in memory alone', () => {
    const core = asking();
    core.hear({ type: 'retry', cause: 'resume' });
    core.told();
    core.refreshed(refreshed('third'));
    core.stored('memory');
    const before = core.session();
    expect(before).toMatchObject({ storage: 'memory', name: null });
    expect(core.hear({ type: 'name-read', run: before.run, name: 6 })).toEqual([]);
    expect(core.session()).toEqual(before);
  });

  it('is written again if the API has confirmed the profile in the meantime', () => {
    const core = online();
    const { run } = core.session();
    core.pass(second);
    core.hear({ type: 'name-read', run, name: 'absent' });
    expect(core.asked()).toEqual(['record', 'store-timer', 'mark']);
    expect(core.session()).toMatchObject({ user, name: startedAt + second });
  });
});

describe('the profile', () => {
  it('that the user changed is shown and stored', () => {
    const core = online();
    core.hear({ type: 'profile-changed', user: marie });
    expect(core.asked()).toEqual(['record', 'show']);
    expect(core.record()).toMatchObject({ profile: marie, lastEmail: marie.email });
    expect(core.session().user).toEqual(marie);
    const state = { kind: 'signed-in', user: marie };
    expect(core.hear({ type: 'profile-changed', user: marie }).at(-1)).toMatchObject({
      type: 'show',
      cause: 'profile changed',
      state,
    });
  });

  it('of a session in memory is not stored, except for the e-mail', () => {
    for (const storage of ['memory', 'taken'] as const) {
      const core = online();
      core.hear({ type: 'retry', cause: 'resume' });
      core.refreshed(refreshed('third'));
      core.stored(storage);
      core.hear({ type: 'profile-changed', user: marie });
      expect(core.record()).toMatchObject({ profile: null, lastEmail: marie.email });
    }
  });

  it('of a token that another session has stored gives the session a new name', () => {
    const core = createCore();
    core.start({ marker: { userId: 7, storedAt: 5 }, profile: user });
    core.read({ kind: 'found', token: 'first', session: 6 });
    core.woken();
    core.refreshed(refreshed(null));
    core.pass(second);
    core.told({ kind: 'success', value: marie });
    expect(core.asked()).toContain('mark');
    expect(core.session()).toMatchObject({ user: marie, isOfAnother: false });
    expect(core.record()).toMatchObject({ profile: marie, marker: { userId: 8 } });
  });

  it('that the API refuses for good is requested again in 5 min, without a renewal', () => {
    const core = asking();
    expect(core.told(disabled)).toMatchObject([
      { type: 'timer', delayMs: 5 * 60 * second },
      { type: 'show', cause: 'refused', status: 403 },
    ]);
    expect(core.session()).toMatchObject({ attempt: null, renewal: { kind: 'idle' } });
    expect(core.session().profile).toEqual({ kind: 'unknown' });
  });

  it('that arrives after a refusal means that the access token is valid', () => {
    const core = asking();
    core.told(refused);
    expect(core.session().isDoubted).toBe(true);
    core.refreshed(refreshed(null, 'fresh'));
    core.told();
    expect(core.session()).toMatchObject({ isDoubted: false, profile: { kind: 'confirmed' } });
  });
});

describe('a call that needs an access token', () => {
  it('gets the current one', () => {
    const given = [{ type: 'give-token', call: 1, token: 'access' }];
    const core = online();
    expect(core.hear({ type: 'token-wanted', call: 1, refused: null })).toEqual(given);
    expect(core.hear({ type: 'token-wanted', call: 1, refused: 'older' })).toEqual(given);
    expect(core.session().waiting).toEqual([]);
  });

  it('waits for the first token', () => {
    const core = restored();
    expect(core.hear({ type: 'token-wanted', call: 1, refused: null })).toEqual([]);
    expect(core.session()).toMatchObject({ waiting: [1], isDoubted: false });
  });

  it('starts a renewal if its token has expired, and does not doubt the next one', () => {
    const core = restored();
    core.woken();
    const value = 'short';
    const access = { value, expiresAt: 1_000_000 + 90 * second, renewAt: null };
    core.refreshed({ kind: 'success', value: { access, refreshToken: null } });
    core.told();
    core.pass(90 * second);
    expect(core.hear({ type: 'token-wanted', call: 1, refused: null })).toMatchObject([
      { type: 'wake' },
    ]);
    expect(core.session().isDoubted).toBe(false);
  });

  it('fails like the previous attempt while back-off waits', () => {
    const core = restored();
    core.woken(neverSent);
    const denied = [{ type: 'deny-token', call: 1, answer: neverSent }];
    expect(core.hear({ type: 'token-wanted', call: 1, refused: null })).toEqual(denied);
    expect(core.session().waiting).toEqual([]);
  });

  it('waits for the attempt in progress, whatever the result of the previous one', () => {
    const core = restored();
    core.woken(neverSent);
    core.hear({ type: 'timer' });
    expect(core.hear({ type: 'token-wanted', call: 1, refused: null })).toEqual([]);
    expect(core.session().waiting).toEqual([1]);
    const profile = asking();
    profile.told(neverSent);
    profile.hear({ type: 'timer' });
    profile.hear({ type: 'token-wanted', call: 1, refused: 'access' });
    expect(profile.asked()).toEqual(['refresh']);
  });

  it('waits for a renewal in progress even if the profile could not be read', () => {
    const core = asking();
    core.hear({ type: 'token-wanted', call: 1, refused: 'access' });
    core.told(neverSent);
    expect(core.hear({ type: 'token-wanted', call: 2, refused: 'access' })).toEqual([]);
    expect(core.session().waiting).toEqual([1, 2]);
  });

  it('still doubts an access token that an earlier call was refused with', () => {
    const core = online();
    core.hear({ type: 'token-wanted', call: 1, refused: 'access' });
    core.hear({ type: 'token-wanted', call: 2, refused: 'older' });
    expect(core.session().isDoubted).toBe(true);
  });
});

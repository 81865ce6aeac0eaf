import { describe, expect, it } from 'vitest';
import {
  type Core,
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
  startedAt,
} from '../../../../../support/engine/core/create-core.ts';
import { jeanOfEngine as user } from '../../../../../support/engine/fake-api.ts';
import { neverSent } from '../../../../../support/engine/silent-api.ts';

const day = 24 * 60 * 60 * second;
const unavailable = { ...neverSent, cause: 'server', status: 503 } as const;
const invalid = { kind: 'invalid-input', status: 422, fields: {} } as const;

/** Runs attempts until their wait no longer grows; returns it. */
function longestWait(core: Core, fail: () => void): unknown {
  for (let attempts = 0; attempts < 12; attempts += 1) {
    fail();
    core.hear({ type: 'timer' });
    core.woken();
  }
  fail();
  const { link } = core.session();
  return link.kind === 'offline' && link.nextAttemptAt !== null && link.nextAttemptAt - startedAt;
}

describe('a refresh that fails', () => {
  it('is sent again with waits of up to 5 min, even while the window is visible', () => {
    const core = restored();
    core.woken();
    expect(longestWait(core, () => core.refreshed(unavailable))).toBe(300 * second);
  });

  it('because of an empty vault is sent again with waits of up to 5 min, too', () => {
    const core = restored();
    core.woken();
    const wait = longestWait(core, () => {
      core.refreshed(refused);
      core.read({ kind: 'absent' });
    });
    expect(wait).toBe(300 * second);
  });

  it('with an answer of the API leaves the host awake', () => {
    const core = restored();
    core.woken();
    core.pass(50 * second);
    core.refreshed(invalid);
    core.pass(50 * second);
    core.hear({ type: 'timer' });
    expect(core.asked()).toEqual(['timer', 'show', 'refresh']);
  });

  it('is reported to every call that waits for it', () => {
    const core = restored();
    core.hear({ type: 'token-wanted', call: 1, refused: null });
    core.hear({ type: 'token-wanted', call: 2, refused: null });
    const denied = [1, 2].map((call) => ({ type: 'deny-token', call, answer: neverSent }));
    expect(core.woken(neverSent).slice(0, 2)).toEqual(denied);
    expect(core.session().waiting).toEqual([]);
  });

  it('after a lost one counts as answered', () => {
    const core = restored();
    core.woken();
    core.refreshed(lost);
    core.refreshed(unavailable);
    expect(core.session().wasLost).toBe(true);
    core.hear({ type: 'timer' });
    core.woken();
    core.refreshed(unavailable);
    expect(core.session().wasLost).toBe(false);
  });
});

describe('a token that is adopted', () => {
  it('is sent as a first one, counts as known, and needs its profile verified', () => {
    const core = online();
    core.hear({ type: 'retry', cause: 'resume' });
    core.refreshed(refused);
    expect(core.read(found('newer'))).toEqual([
      { type: 'refresh', ticket: core.ticketOf('refresh'), token: 'newer' },
    ]);
    expect(core.session().renewal).toMatchObject({ isAgain: false, isAdopted: true });
    expect(core.session().profile).toEqual({ kind: 'unknown' });
    expect(core.session()).toMatchObject({ refreshToken: 'newer', stored: 'newer' });
  });

  it('is no longer unknown to the settings', () => {
    const core = createCore();
    core.start({ marker });
    core.read({ kind: 'found', token: 'first', session: 5, isUnknown: true });
    core.woken();
    core.refreshed(refused);
    core.read(found('newer'));
    expect(core.session().isUnknown).toBe(false);
  });

  it.each([
    [6, 6],
    ['absent', null],
    ['unreadable', null],
  ] as const)('of the session %s hides the profile', (session, name) => {
    const core = refusedOnce();
    expect(core.read({ kind: 'found', token: 'newer', session })[0]).toMatchObject({
      type: 'show',
      cause: 'adopted',
      state: { kind: 'restoring' },
    });
    expect(core.session()).toMatchObject({ name, isOfAnother: true, user: null });
  });

  it('is sent again as an adopted one if the answer was lost', () => {
    const core = refusedOnce();
    core.read(found('newer'));
    core.refreshed(lost);
    expect(core.session().renewal).toMatchObject({ isAgain: true, isAdopted: true });
  });
});

describe('the reason of a session that ends', () => {
  it.each([
    ['expired', null],
    ['expired', startedAt - 8 * day],
    ['revoked', startedAt - 6 * day],
  ] as const)('is %s if the API last confirmed it at %s', (reason, verifiedAt) => {
    const core = restored({ verifiedAt });
    core.woken();
    core.refreshed(refused);
    expect(core.read(found('first'))[1]).toMatchObject({
      type: 'show',
      state: { kind: 'signed-out', reason },
      cause: reason,
      status: 401,
    });
  });
});

describe('a refresh token', () => {
  it('that comes back unchanged is not written again', () => {
    const core = restored();
    core.woken();
    core.refreshed(refreshed('first'));
    expect(core.asked()).toEqual(['ask-profile']);
  });

  it('that is in memory is written with every renewal, even if it is the same', () => {
    const core = online();
    core.hear({ type: 'retry', cause: 'resume' });
    core.refreshed(refreshed('third'));
    core.stored('memory');
    core.hear({ type: 'token-wanted', call: 1, refused: 'access' });
    expect(core.refreshed(refreshed(null, 'fresh'))).toMatchObject([
      { type: 'write', token: 'third' },
    ]);
  });
});

describe('a renewal that a call has started', () => {
  it('gives every waiting call its token, and shows that the session was confirmed', () => {
    const core = online();
    core.pass(second);
    core.hear({ type: 'token-wanted', call: 1, refused: 'access' });
    core.hear({ type: 'token-wanted', call: 2, refused: 'access' });
    const link = { kind: 'online', verifiedAt: startedAt + second };
    expect(core.refreshed(refreshed(null, 'fresh'))).toEqual([
      { type: 'give-token', call: 1, token: 'fresh' },
      { type: 'give-token', call: 2, token: 'fresh' },
      { type: 'timer', delayMs: day },
      { type: 'record', change: { verifiedAt: startedAt + second } },
      {
        type: 'show',
        state: { kind: 'signed-in', user, link, storage: 'keychain' },
        cause: 'renewed',
        status: null,
      },
    ]);
    expect(core.session().waiting).toEqual([]);
  });

  it('is followed by an attempt if the profile is not known', () => {
    const core = restored();
    core.woken();
    core.refreshed(refreshed(null));
    core.hear({ type: 'token-wanted', call: 1, refused: 'access' });
    core.told(neverSent);
    core.refreshed(refreshed(null, 'fresh'));
    expect(core.session()).toMatchObject({ attempt: 'start', profile: { kind: 'asking' } });
  });
});

import { describe, expect, it } from 'vitest';
import { ownOf } from '../../../../../../src/main/auth/session/core/sign-out.ts';
import {
  createCore,
  marker,
  online,
  refreshed,
  second,
  startedAt,
} from '../../../../../support/engine/core/create-core.ts';
import { jeanOfEngine as user } from '../../../../../support/engine/fake-api.ts';

/** A session that writes its third token. */
function writing() {
  const core = online();
  core.hear({ type: 'retry', cause: 'resume' });
  core.refreshed(refreshed('third'));
  return core;
}

describe('the token', () => {
  it('replaces its own session in the vault, and no other', () => {
    const core = online();
    core.hear({ type: 'retry', cause: 'resume' });
    expect(core.refreshed(refreshed('third'))).toMatchObject([
      {
        type: 'write',
        token: 'third',
        own: { name: 5, tokens: ['second'], isUnnamed: false },
      },
    ]);
    core.stored('keychain');
    expect(core.session()).toMatchObject({ storage: 'keychain', stored: 'third' });
  });

  it('replaces whatever is in the vault where its session has no name', () => {
    const core = createCore();
    core.start({ marker, profile: user });
    core.read({ kind: 'found', token: 'first', session: 'absent' });
    core.woken();
    expect(core.refreshed(refreshed('second'))).toMatchObject([{ type: 'write', own: null }]);
  });

  it('that the keychain refuses is kept in memory, and the older one is removed', () => {
    const core = writing();
    const effects = core.stored('memory');
    expect(effects.slice(0, 4)).toMatchObject([
      { type: 'record', change: { marker: null, signOutReason: 'keychain-lost', endedSession: 5 } },
      {
        type: 'remove',
        revoke: null,
        own: { name: 5, tokens: ['third', 'second'], isUnnamed: false },
      },
      { type: 'show', cause: 'storage: memory', state: { storage: 'memory' } },
      { type: 'store-timer', delayMs: second },
    ]);
    expect(core.session()).toMatchObject({
      storage: 'memory',
      name: null,
      isOfAnother: false,
      stored: 'second',
      storeFailures: 1,
    });
  });

  it('that the keychain has not stored in time is kept in memory, and nothing is removed', () => {
    const core = writing();
    core.stored('memory', true);
    expect(core.asked()).toEqual(['record', 'show', 'timer']);
    expect(core.session()).toMatchObject({ storage: 'memory', storeFailures: 0 });
  });

  it('is stored again with growing waits', () => {
    const core = writing();
    core.stored('memory');
    core.hear({ type: 'store-timer' });
    expect(core.stored('memory')).toEqual([{ type: 'store-timer', delayMs: 2 * second }]);
    core.hear({ type: 'store-timer' });
    expect(core.stored('memory', true)).toEqual([]);
    expect(core.session()).toMatchObject({ stored: 'second', storeFailures: 2 });
  });

  it('that the keychain stores later makes the session a stored one, under a new name', () => {
    const core = writing();
    core.stored('memory');
    core.pass(second);
    core.hear({ type: 'store-timer' });
    expect(core.stored('keychain')).toMatchObject([
      { type: 'record', change: { marker: { storedAt: startedAt + second }, profile: user } },
      { type: 'store-timer', delayMs: null },
      { type: 'mark', name: startedAt + second, token: 'third', form: null },
      { type: 'show', cause: 'storage: keychain', state: { storage: 'keychain' } },
    ]);
    expect(core.session()).toMatchObject({
      storage: 'keychain',
      stored: 'third',
      storeFailures: 0,
    });
  });

  it('never gets the name of the session that ended', () => {
    const core = createCore();
    core.start({ signOutReason: 'user', endedSession: startedAt });
    core.read({ kind: 'absent' });
    core.submitted();
    core.answered();
    expect(core.stored('keychain')).toContainEqual({
      type: 'mark',
      name: startedAt + 1,
      token: 'first',
      form: 1,
    });
  });

  it('does not replace one that another copy of the application has stored', () => {
    const core = writing();
    const effects = core.stored('taken');
    expect(effects.slice(0, 2)).toMatchObject([
      { type: 'record', change: { marker: null, endedSession: 5 } },
      { type: 'show', cause: 'storage: memory', state: { storage: 'memory' } },
    ]);
    expect(core.session()).toMatchObject({ storage: 'memory', name: 5, stored: 'second' });
    core.hear({ type: 'store-timer' });
    expect(core.stored('taken')).toEqual([]);
    expect(core.session()).toMatchObject({ storage: 'memory', name: 5 });
  });
});

describe('what belongs to a session in the vault', () => {
  it('is its token, and the one that was stored last', () => {
    const session = online().session();
    const own = (stored: string | null, name: number | null) =>
      ownOf({ ...session, stored, name }, 9);
    expect(own('second', 5)).toEqual({ name: 9, tokens: ['second'], isUnnamed: false });
    expect(own(null, 5)).toEqual({ name: 9, tokens: ['second'], isUnnamed: false });
    expect(own('first', null)).toEqual({ name: 9, tokens: ['second', 'first'], isUnnamed: true });
  });
});

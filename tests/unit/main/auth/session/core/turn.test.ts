import { describe, expect, it } from 'vitest';
import { emptySessionRecord } from '../../../../../../src/main/auth/ports.ts';
import type { Phase } from '../../../../../../src/main/auth/session/core/state.ts';
import { authStateOf } from '../../../../../../src/main/auth/session/core/turn.ts';
import { online } from '../../../../../support/engine/core/create-core.ts';
import { jeanOfEngine as user } from '../../../../../support/engine/fake-api.ts';

const email = 'jean@example.com';
const session = online().session();
const { link, storage } = session;

function shownIn(phase: Phase) {
  return authStateOf(phase, { ...emptySessionRecord, lastEmail: email });
}

describe('the state that the windows see', () => {
  it('has the e-mail for the form while nobody is signed in', () => {
    const rest = { reading: null, form: null };
    expect(shownIn({ kind: 'signed-out', reason: 'user', ...rest })).toEqual({
      kind: 'signed-out',
      reason: 'user',
      email,
    });
    expect(shownIn({ kind: 'keychain-locked', problem: 'denied', form: null })).toEqual({
      kind: 'keychain-locked',
      problem: 'denied',
      email,
    });
    expect(shownIn({ kind: 'starting', isSlow: true, ...rest })).toEqual({
      kind: 'starting',
      isWaitingForKeychain: true,
    });
  });

  it('is the previous one while a sign-in is stored', () => {
    const shown = { kind: 'starting', isWaitingForKeychain: false } as const;
    expect(shownIn({ kind: 'storing', shown, form: 1, session })).toBe(shown);
  });

  it('is that of a session, with its user once known', () => {
    expect(shownIn({ kind: 'live', session })).toEqual({ kind: 'signed-in', user, link, storage });
    const unknown = { ...session, user: null };
    expect(shownIn({ kind: 'live', session: unknown })).toEqual({
      kind: 'restoring',
      link,
      storage,
    });
  });
});

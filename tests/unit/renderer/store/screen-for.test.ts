import type { AuthState } from '@mytone/shared/auth-state.ts';
import { describe, expect, it } from 'vitest';
import { screenFor, type Wish } from '../../../../src/renderer/store/screen-for.ts';
import { jean } from '../jean.ts';

const verifying = { kind: 'verifying' } as const;
const wishes: readonly (Wish | null)[] = [null, 'sign-in', 'sign-up'];

const states = {
  starting: { kind: 'starting', isWaitingForKeychain: false },
  waiting: { kind: 'starting', isWaitingForKeychain: true },
  signedOut: { kind: 'signed-out', reason: null, email: null },
  locked: { kind: 'keychain-locked', problem: 'denied', email: null },
  restoring: { kind: 'restoring', link: verifying, storage: 'keychain' },
  signedIn: { kind: 'signed-in', user: jean, link: verifying, storage: 'keychain' },
} as const satisfies Record<string, AuthState>;

describe('without a chosen form', () => {
  it.each([
    ['starting', 'splash'],
    ['waiting', 'splash'],
    ['signedOut', 'sign-in'],
    ['locked', 'keychain'],
    ['restoring', 'restoring'],
    ['signedIn', 'dashboard'],
  ] as const)('draws the state %s as the screen %s', (state, screen) => {
    expect(screenFor(states[state], null).name).toBe(screen);
  });
});

describe('with a chosen form', () => {
  it.each(['waiting', 'signedOut', 'locked'] as const)('shows it when %s', (state) => {
    expect(screenFor(states[state], 'sign-in').name).toBe('sign-in');
    expect(screenFor(states[state], 'sign-up').name).toBe('sign-up');
  });

  it.each(wishes)('never leaves the dashboard for the form %s', (wish) => {
    expect(screenFor(states.signedIn, wish).name).toBe('dashboard');
  });

  it.each(wishes)('never leaves a session that is being restored for the form %s', (wish) => {
    expect(screenFor(states.restoring, wish).name).toBe('restoring');
  });
});

it('gives the dashboard the user of the state', () => {
  expect(screenFor(states.signedIn, null)).toEqual({ name: 'dashboard', auth: states.signedIn });
});

it('keeps the screen of a locked keychain while it is read again', () => {
  expect(screenFor(states.starting, null, states.locked)).toEqual({
    name: 'keychain',
    auth: states.locked,
    isRetrying: true,
  });
});

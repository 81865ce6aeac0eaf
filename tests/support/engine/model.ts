import type { AuthState } from '@mytone/shared/auth-state.ts';
import { expect } from 'vitest';
import { type jean, marie } from '../people.ts';
import { createSetup, type Engine, type Setup, start } from './engine.ts';
import { origin } from './fake-api.ts';

export type Person = typeof jean | typeof marie;

/** A model of the session, independent of the engine: it says what may have happened to it. */
export interface Model {
  person: Person | null;
  /** The user whose sign-in is in progress. */
  entering: Person | null;
  /** The user whose sign-in a crash interrupted: the keychain may still perform its write. */
  latecomer: Person | null;
  beforeSignIn: Model | null;
  /** False once the user has left, until the next sign-in begins. */
  mayBeInSession: boolean;
  /** Since the sign-in began: the user wished to leave, the server ended every session, … */
  hasWishedToLeave: boolean;
  hasBeenRevoked: boolean;
  /** … the keychain did not always work. */
  hadKeychainTrouble: boolean;
}

/** One computer and its running application, driven at random. */
export interface Real {
  readonly setup: Setup;
  engine: Engine;
}

export async function createModelled(): Promise<{ model: Model; real: Real }> {
  const setup = createSetup();
  setup.api.addAccount(marie);
  return {
    model: {
      person: null,
      entering: null,
      latecomer: null,
      beforeSignIn: null,
      mayBeInSession: false,
      hasWishedToLeave: false,
      hasBeenRevoked: false,
      hadKeychainTrouble: false,
    },
    real: { setup, engine: await start(setup) },
  };
}

function isInSession(state: AuthState): boolean {
  return state.kind === 'signed-in' || state.kind === 'restoring';
}

export function signIn(model: Model, real: Real, person: Person): void {
  const { engine, setup } = real;
  const isAccepted = model.entering === null && !isInSession(engine.session.getState());
  if (isAccepted) {
    model.beforeSignIn = { ...model };
    model.entering = person;
    model.mayBeInSession = true;
    model.hasWishedToLeave = false;
    model.hasBeenRevoked = false;
    model.hadKeychainTrouble = setup.keychain.mood !== 'working';
  }
  void engine.session.signIn({ login: person.email, password: person.password }).then((outcome) => {
    if (!isAccepted || engine !== real.engine) {
      return;
    }
    if (outcome.ok) {
      Object.assign(model, { person, latecomer: null });
    } else {
      forgetSignIn(model);
    }
    model.entering = null;
  });
}

/** It has not happened: what was true of the session before it is true again. */
function forgetSignIn(model: Model): void {
  model.hasWishedToLeave ||= model.beforeSignIn?.hasWishedToLeave ?? false;
  model.hasBeenRevoked ||= model.beforeSignIn?.hasBeenRevoked ?? false;
  model.hadKeychainTrouble ||= model.beforeSignIn?.hadKeychainTrouble ?? false;
}

export function signOut(model: Model, { engine }: Real): void {
  model.hasWishedToLeave = true;
  if (isInSession(engine.session.getState()) && model.entering === null) {
    model.mayBeInSession = false;
  }
  void engine.session.signOut();
}

export async function crash(model: Model, real: Real): Promise<void> {
  real.engine.kill();
  if (model.entering !== null) {
    forgetSignIn(model);
    model.latecomer = model.entering;
  }
  model.entering = null;
  real.engine = await start(real.setup);
}

/** The invariants that hold after every step. */
export function checkInvariants(model: Model, { setup, engine }: Real): void {
  const state = engine.session.getState();
  noteLatecomer(model, state);
  checkSignOut(model, state);
  if (isInSession(state)) {
    expect(model.mayBeInSession).toBe(true);
  }
  expect(setup.api.mostInFlight('/auth/refresh')).toBeLessThanOrEqual(1);
  expect(engine.mostInKeychain()).toBeLessThanOrEqual(1);
  const accounts = [...setup.keychain.entries.keys()];
  expect([origin, `${origin}#canary`, `${origin}#revocations`]).toEqual(
    expect.arrayContaining(accounts),
  );
  if (state.kind === 'signed-in' && model.person !== null) {
    expect(state.user.email).toBe(model.person.email);
  }
  if (isInSession(state) && !model.hadKeychainTrouble && model.person !== null) {
    const stored = setup.keychain.entries.get(origin);
    expect(setup.api.ownerOf(stored ?? '')).toBe(model.person.email);
  }
  if (state.kind === 'signed-out') {
    expect(setup.records.read()).toMatchObject({ marker: null, profile: null });
  }
  if ('link' in state && state.link.kind === 'offline' && state.link.nextAttemptAt !== null) {
    expect(setup.clock.pending().length).toBeGreaterThanOrEqual(1);
  }
}

/** The sign-in that a crash cut off had reached the keychain after all: it is the session now. */
function noteLatecomer(model: Model, state: AuthState): void {
  if (state.kind !== 'signed-in' || state.user.email !== model.latecomer?.email) {
    return;
  }
  model.person = model.latecomer;
  model.latecomer = null;
}

/** Never signed out without a verdict or the user's wish. */
function checkSignOut(model: Model, state: AuthState): void {
  if (state.kind !== 'signed-out' || model.person === null || model.entering !== null) {
    return;
  }
  switch (state.reason) {
    case 'user':
    case 'account-deleted':
      expect(model.hasWishedToLeave).toBe(true);
      break;
    case 'keychain-lost':
      expect(model.hadKeychainTrouble).toBe(true);
      break;
    case 'expired':
    case 'revoked':
    case 'account-disabled':
      // Without a keychain a rotated token is lost with the process.
      expect(model.hasBeenRevoked || model.hadKeychainTrouble).toBe(true);
      break;
    case null:
      expect('signed out with a reason').toBe('signed out without one');
  }
}

/** Everything works again: the session must come to rest by itself, in the right state. */
export async function checkRecovery(model: Model, real: Real): Promise<void> {
  const { setup, engine } = real;
  setup.api.heal();
  setup.keychain.release();
  await setup.clock.advance(10 * 60_000);
  engine.session.retry('user');
  await setup.clock.advance(10 * 60_000);
  const state = engine.session.getState();
  checkInvariants(model, real);
  expect(['signed-out', 'signed-in', 'keychain-locked']).toContain(state.kind);
  const { person, hasBeenRevoked, hasWishedToLeave, hadKeychainTrouble } = model;
  if (person !== null && !hasBeenRevoked && !hasWishedToLeave && !hadKeychainTrouble) {
    expect(state).toMatchObject({ kind: 'signed-in', user: { email: person.email } });
  }
  if (state.kind === 'signed-in') {
    expect(state.link.kind).toBe('online');
  }
  await engine.session.signOut();
  await setup.clock.advance(0);
  // A killed process's write can complete after the keychain is back; no process removes it.
  if (!hadKeychainTrouble) {
    expect([...setup.keychain.entries.keys()]).toEqual([]);
  }
}

import { expect, it } from 'vitest';
import { emptyDrafts } from '../../../../src/renderer/store/drafts.ts';
import {
  acceptAuthState,
  createRendererStore,
  goTo,
} from '../../../../src/renderer/store/renderer-store.ts';
import { jean } from '../jean.ts';

const drafts = { ...emptyDrafts, login: 'jeandupont' };

function storeInSignUp() {
  const store = createRendererStore();
  goTo(store, 'sign-up', drafts);
  return store;
}

it('knows at the start only that the keychain is being read', () => {
  expect(createRendererStore().getState()).toMatchObject({
    auth: { kind: 'starting', isWaitingForKeychain: false },
    preferences: null,
    wish: null,
  });
});

it('forgets the chosen form once there is a session, so that signing out shows the sign-in form', () => {
  const store = storeInSignUp();
  const link = { kind: 'verifying' } as const;
  acceptAuthState(store, { kind: 'signed-in', user: jean, link, storage: 'memory' });
  expect(store.getState().wish).toBeNull();
});

it('forgets what was typed once there is a session', () => {
  const store = storeInSignUp();
  const link = { kind: 'verifying' } as const;
  acceptAuthState(store, { kind: 'restoring', link, storage: 'keychain' });
  expect(store.getState().drafts).toEqual(emptyDrafts);
});

it('keeps the form that is open when the keychain turns out to be empty', () => {
  const store = storeInSignUp();
  acceptAuthState(store, { kind: 'signed-out', reason: null, email: null });
  expect(store.getState()).toMatchObject({ wish: 'sign-up', drafts });
});

it('remembers a locked keychain for as long as it is being read again', () => {
  const store = createRendererStore();
  const locked = { kind: 'keychain-locked', problem: 'denied', email: null } as const;
  acceptAuthState(store, locked);
  expect(store.getState().locked).toBeNull();
  acceptAuthState(store, { kind: 'starting', isWaitingForKeychain: false });
  acceptAuthState(store, { kind: 'starting', isWaitingForKeychain: true });
  expect(store.getState().locked).toEqual(locked);
  acceptAuthState(store, locked);
  expect(store.getState().locked).toBeNull();
});

import type { AccountOffer } from '@mytone/shared/account/account.ts';
import type { PasswordReset } from '@mytone/shared/account/password-reset.ts';
import type { AuthState } from '@mytone/shared/auth-state.ts';
import type { BridgeFailure } from '@mytone/shared/failures.ts';
import type { Preferences } from '@mytone/shared/preferences.ts';
import type { ProxyQuestion } from '@mytone/shared/proxy.ts';
import type { AppInfo } from '@mytone/shared/settings/app-info.ts';
import type { SettingsSection } from '@mytone/shared/settings/sections.ts';
import type { UpdateState } from '@mytone/shared/update-state.ts';
import { createStore, type StoreApi } from 'zustand/vanilla';
import { type Drafts, emptyDrafts } from './drafts.ts';
import type { LockedKeychain, Wish } from './screen-for.ts';

/** What the renderer knows: main's state as last heard, and what only the user's hands decide. */
export interface RendererState {
  readonly auth: AuthState;
  readonly passwordReset: PasswordReset;
  readonly accountOffer: AccountOffer;
  /** Null until main has answered; no text is shown before. */
  readonly preferences: Preferences | null;
  /** Null until main has answered. */
  readonly appInfo: AppInfo | null;
  /** Null until main has answered. */
  readonly update: UpdateState | null;
  /** The locked keychain that is being read again; null while none is. */
  readonly locked: LockedKeychain | null;
  readonly wish: Wish | null;
  readonly drafts: Drafts;
  /** The account's screen is wanted in place of the dashboard. */
  readonly isAccountOpen: boolean;
  /** The part of the settings that is shown above the screen; null while they are closed. */
  readonly settings: SettingsSection | null;
  /** A proxy that wants a sign-in; null while none does. */
  readonly proxyQuestion: ProxyQuestion | null;
  /** A command that failed in a way no screen expects. */
  readonly fault: BridgeFailure['code'] | null;
}

export type RendererStore = StoreApi<RendererState>;

export function createRendererStore(): RendererStore {
  return createStore<RendererState>()(() => ({
    auth: { kind: 'starting', isWaitingForKeychain: false },
    passwordReset: { kind: 'none' },
    accountOffer: { kind: 'unknown' },
    preferences: null,
    appInfo: null,
    update: null,
    locked: null,
    wish: null,
    drafts: emptyDrafts,
    isAccountOpen: false,
    settings: null,
    proxyQuestion: null,
    fault: null,
  }));
}

function lockedBefore({ auth, locked }: RendererState): LockedKeychain | null {
  return auth.kind === 'keychain-locked' ? auth : locked;
}

/** Takes over main's state. A session ends every wish and forgets what was typed. */
export function acceptAuthState(store: RendererStore, auth: AuthState): void {
  const hasSession = auth.kind === 'signed-in' || auth.kind === 'restoring';
  store.setState((before) => ({
    auth,
    locked: auth.kind === 'starting' ? lockedBefore(before) : null,
    ...(hasSession ? { wish: null, drafts: emptyDrafts } : { isAccountOpen: false }),
  }));
}

/** Takes over how far a forgotten password has come. Once the new one is set, it is signed in with. */
export function acceptPasswordReset(store: RendererStore, passwordReset: PasswordReset): void {
  store.setState(({ drafts }) => ({
    passwordReset,
    // The settings lie in front of every screen; a link that was just opened is wanted more.
    ...(passwordReset.kind === 'link-open' && { settings: null }),
    ...(passwordReset.kind === 'done' && {
      wish: 'sign-in',
      drafts: { ...drafts, login: passwordReset.email ?? drafts.login },
    }),
  }));
}

/** Goes to one of the forms, with what was typed so far; null goes back to what the state says. */
export function goTo(store: RendererStore, wish: Wish | null, drafts: Drafts): void {
  store.setState({ wish, drafts });
}

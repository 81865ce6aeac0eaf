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
import { type Drafts, emptyDrafts, type ProfileDraft } from './drafts.ts';
import type { LockedKeychain, Wish } from './screen-for.ts';

/** The renderer's state: main's state as last received, and the user's own choices. */
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
  /** The state of the locked keychain while it is read again; else null. */
  readonly locked: LockedKeychain | null;
  readonly wish: Wish | null;
  readonly drafts: Drafts;
  /** Not saved yet: the form of the profile may be left and opened again. */
  readonly profileDraft?: ProfileDraft | null;
  /** The account screen is shown instead of the dashboard. */
  readonly isAccountOpen: boolean;
  /** The section of the settings that is open; null while they are closed. */
  readonly settings: SettingsSection | null;
  /** The question of a proxy that requires a sign-in; null if there is none. */
  readonly proxyQuestion: ProxyQuestion | null;
  /** A command that failed in a way that no screen handles. */
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

/** Stores main's state. A session resets the user's choice of screen and what was typed. */
export function acceptAuthState(store: RendererStore, auth: AuthState): void {
  const hasSession = auth.kind === 'signed-in' || auth.kind === 'restoring';
  store.setState((before) => ({
    auth,
    locked: auth.kind === 'starting' ? lockedBefore(before) : null,
    ...(hasSession
      ? { wish: null, drafts: emptyDrafts }
      : { isAccountOpen: false, profileDraft: null }),
  }));
}

/** Stores the progress of a password reset. Once the new password is set, the sign-in form is shown. */
export function acceptPasswordReset(store: RendererStore, passwordReset: PasswordReset): void {
  store.setState(({ drafts }) => ({
    passwordReset,
    // The settings would cover the screen of a link that was just opened.
    ...(passwordReset.kind === 'link-open' && { settings: null }),
    ...(passwordReset.kind === 'done' && {
      wish: 'sign-in',
      drafts: { ...drafts, login: passwordReset.email ?? drafts.login },
    }),
  }));
}

/** Switches to one of the forms, with what was typed so far; null returns to the state's own screen. */
export function goTo(store: RendererStore, wish: Wish | null, drafts: Drafts): void {
  store.setState({ wish, drafts });
}

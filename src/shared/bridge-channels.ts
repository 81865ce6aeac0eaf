import type { CommandName, EventName } from './bridge.ts';

// Apart from the input schemas, so that the preload bundles no library.

/** IPC channel of each command. */
export const commandChannels = {
  getAuthState: 'mytone:get-auth-state',
  signIn: 'mytone:sign-in',
  signUp: 'mytone:sign-up',
  cancelSignIn: 'mytone:cancel-sign-in',
  signOut: 'mytone:sign-out',
  retry: 'mytone:retry',
  getDiary: 'mytone:get-diary',
  getPreferences: 'mytone:get-preferences',
  setPreferences: 'mytone:set-preferences',
  getAppInfo: 'mytone:get-app-info',
  openLink: 'mytone:open-link',
} as const satisfies Record<CommandName, string>;

/** IPC channel of each event. */
export const eventChannels = {
  onAuthState: 'mytone:auth-state',
  onPreferences: 'mytone:preferences',
} as const satisfies Record<EventName, string>;

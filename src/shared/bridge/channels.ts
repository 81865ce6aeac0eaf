// The names that the preload needs. They have a file of their own, without zod, because the
// preload is loaded before the page and bundles what it imports.

/** Every command of the bridge; `commands.ts` says what each one takes and returns. */
export const commandNames = [
  'getAuthState',
  'signIn',
  'signUp',
  'cancelSignIn',
  'checkName',
  'signOut',
  'getPasswordReset',
  'forgotPassword',
  'resetPassword',
  'cancelPasswordRequest',
  'closePasswordReset',
  'getAccountOffer',
  'changeProfile',
  'changePassword',
  'getSessions',
  'endSession',
  'endOtherSessions',
  'deleteAccount',
  'retry',
  'getSessionLog',
  'getPreferences',
  'setPreferences',
  'getAppInfo',
  'getLicenses',
  'testKeychain',
  'getProxyQuestion',
  'answerProxyQuestion',
  'openLink',
  'getUpdateState',
  'actOnUpdate',
] as const;
export type CommandName = (typeof commandNames)[number];

/** Every event that main pushes; `Events` in `bridge.ts` says what each one carries. */
export const eventNames = [
  'onAuthState',
  'onPasswordReset',
  'onAccountOffer',
  'onPreferences',
  'onSettingsWanted',
  'onProxyQuestion',
  'onUpdateState',
] as const;
export type EventName = (typeof eventNames)[number];

/** The IPC channel of a command or an event. */
export function channelOf(name: CommandName | EventName): string {
  return `mytone:${name}`;
}

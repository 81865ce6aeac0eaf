import type { AppInfo } from '@mytone/shared/bridge/commands.ts';
import type { LinkId } from '@mytone/shared/links.ts';
import { ok } from '@mytone/shared/result.ts';
import type { Session } from '../auth/session.ts';
import type { PreferencesOwner } from '../profile/preferences.ts';
import type { CommandHandlers } from './command-runner.ts';

export interface CommandHandlerDeps {
  readonly auth: Session;
  readonly preferences: PreferencesOwner;
  readonly appInfo: AppInfo;
  readonly openLink: (id: LinkId) => Promise<void>;
}

/** What each command of the bridge does. */
export function createCommandHandlers({
  auth,
  preferences,
  appInfo,
  openLink,
}: CommandHandlerDeps): CommandHandlers {
  const done = ok(null);
  return {
    getAuthState: () => ok(auth.getState()),
    signIn: (input) => auth.signIn(input),
    signUp: (input) => auth.signUp(input),
    cancelSignIn: () => {
      auth.cancelSignIn();
      return done;
    },
    signOut: async () => {
      await auth.signOut();
      return done;
    },
    retry: () => {
      auth.retry('user');
      return done;
    },
    getDiary: () => ok(auth.getDiary()),
    getPreferences: () => ok(preferences.get()),
    setPreferences: (input) => {
      preferences.set(input);
      return done;
    },
    getAppInfo: () => ok(appInfo),
    openLink: async (id) => {
      await openLink(id);
      return done;
    },
  };
}

import type { LinkId } from '@mytone/shared/links.ts';
import { ok } from '@mytone/shared/result.ts';
import type { AppInfo } from '@mytone/shared/settings/app-info.ts';
import type { KeychainTest } from '@mytone/shared/settings/keychain-test.ts';
import type { License } from '@mytone/shared/settings/licenses.ts';
import type { Session } from '../auth/session.ts';
import type { ApiProxy } from '../network/network.ts';
import type { PreferencesOwner } from '../profile/preferences.ts';
import type { Updates } from '../update/updates.ts';
import type { CommandHandlers } from './command-runner.ts';

export interface CommandHandlerDeps {
  readonly auth: Session;
  readonly preferences: PreferencesOwner;
  readonly proxy: Pick<ApiProxy, 'allowQuestions' | 'questions'>;
  readonly appInfo: AppInfo;
  readonly openLink: (id: LinkId) => Promise<void>;
  readonly readLicenses: () => Promise<readonly License[]>;
  readonly testKeychain: () => Promise<KeychainTest>;
  readonly updates: Updates;
}

/** What each command of the bridge does. */
export function createCommandHandlers({
  auth,
  preferences,
  proxy,
  appInfo,
  openLink,
  readLicenses,
  testKeychain,
  updates,
}: CommandHandlerDeps): CommandHandlers {
  const done = ok(null);
  return {
    getAuthState: () => ok(auth.getState()),
    signIn: (input) => {
      proxy.allowQuestions();
      return auth.signIn(input);
    },
    signUp: (input) => {
      proxy.allowQuestions();
      return auth.signUp(input);
    },
    cancelSignIn: () => {
      auth.cancelSignIn();
      return done;
    },
    checkName: async (input) => ok(await auth.checkName(input)),
    signOut: async () => {
      await auth.signOut();
      return done;
    },
    getPasswordReset: () => ok(auth.recovery.get()),
    forgotPassword: (input) => auth.recovery.requestLink(input),
    resetPassword: (input) => auth.recovery.setPassword(input),
    cancelPasswordRequest: () => {
      auth.recovery.cancel();
      return done;
    },
    closePasswordReset: () => {
      auth.recovery.close();
      return done;
    },
    getAccountOffer: () => {
      auth.account.watchOffer();
      return ok(auth.account.getOffer());
    },
    changeProfile: (input) => auth.account.changeProfile(input),
    changePassword: (input) => auth.account.changePassword(input),
    getSessions: () => auth.account.getSessions(),
    endSession: (id) => auth.account.endSession(id),
    endOtherSessions: () => auth.account.endOtherSessions(),
    deleteAccount: (input) => auth.account.deleteAccount(input),
    retry: () => {
      proxy.allowQuestions();
      auth.retry('user');
      return done;
    },
    getSessionLog: () => ok(auth.getSessionLog()),
    getPreferences: () => ok(preferences.get()),
    setPreferences: (input) => {
      preferences.set(input);
      return done;
    },
    getAppInfo: () => ok(appInfo),
    getLicenses: async () => ok(await readLicenses()),
    testKeychain: async () => ok(await testKeychain()),
    getProxyQuestion: () => ok(proxy.questions.get()),
    answerProxyQuestion: (input) => {
      proxy.questions.answer(input);
      return done;
    },
    openLink: async (id) => {
      await openLink(id);
      return done;
    },
    getUpdateState: () => ok(updates.getState()),
    actOnUpdate: (action) => {
      updates.act(action);
      return done;
    },
  };
}

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
  readonly session: Session;
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
  session,
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
    getAuthState: () => ok(session.getState()),
    signIn: (input) => {
      proxy.allowQuestions();
      return session.signIn(input);
    },
    signUp: (input) => {
      proxy.allowQuestions();
      return session.signUp(input);
    },
    cancelSignIn: () => {
      session.cancelSignIn();
      return done;
    },
    checkName: async (input) => ok(await session.checkName(input)),
    signOut: async () => {
      await session.signOut();
      return done;
    },
    getPasswordReset: () => ok(session.recovery.get()),
    forgotPassword: (input) => session.recovery.requestLink(input),
    resetPassword: (input) => session.recovery.setPassword(input),
    cancelPasswordRequest: () => {
      session.recovery.cancel();
      return done;
    },
    closePasswordReset: () => {
      session.recovery.close();
      return done;
    },
    getAccountOffer: () => {
      session.account.watchOffer();
      return ok(session.account.getOffer());
    },
    changeProfile: (input) => session.account.changeProfile(input),
    changePassword: (input) => session.account.changePassword(input),
    getSessions: () => session.account.getSessions(),
    endSession: (id) => session.account.endSession(id),
    endOtherSessions: () => session.account.endOtherSessions(),
    deleteAccount: (input) => session.account.deleteAccount(input),
    retry: () => {
      proxy.allowQuestions();
      session.retry('user');
      return done;
    },
    getSessionLog: () => ok(session.getSessionLog()),
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

import type { Clock, Log } from '../ports.ts';
import { createAccount } from './account/account.ts';
import { createAccountApi } from './account/account-api.ts';
import { createApi } from './api/api.ts';
import { createHttpClient } from './api/http/http-client.ts';
import type { Keychain, SessionLogFile, SessionRecords } from './ports.ts';
import { createPasswordRecovery } from './recovery/password-recovery.ts';
import { createRecoveryApi } from './recovery/recovery-api.ts';
import { createCredentials } from './session/credentials.ts';
import { createForms } from './session/forms.ts';
import { createNameChecks } from './session/name-checks.ts';
import { createSessionLog } from './session/session-log.ts';
import { createShell } from './session/shell.ts';
import { createStatePublisher } from './session/state-publisher.ts';
import type { Session } from './session.ts';
import { createServerClock } from './time/server-clock.ts';
import { createRevocations } from './tokens/revocations.ts';
import { createSplitKeychain } from './tokens/split-keychain.ts';
import { createTokenStore } from './tokens/token-store.ts';
import { createVault } from './tokens/vault.ts';

export interface SessionDeps {
  /** Origin of the API, for example `https://api-mytone.onrender.com`. */
  readonly apiOrigin: string;
  readonly fetch: typeof globalThis.fetch;
  readonly keychain: Keychain;
  readonly platform: NodeJS.Platform;
  readonly clock: Clock;
  /** Uniform in [0, 1). */
  readonly random: () => number;
  readonly records: SessionRecords;
  readonly sessionLogFile: SessionLogFile;
  readonly log: Log;
}

/** CRED_MAX_CREDENTIAL_BLOB_SIZE of wincred.h, bytes. */
export const longestWindowsCredentialBytes = 2_560;

/** The session engine: the only writer of the session's state (docs/session.md). */
export function createSession(deps: SessionDeps): Session {
  const { apiOrigin, fetch, keychain, platform, clock, random, records, log } = deps;
  const serverClock = createServerClock(clock);
  const http = createHttpClient({ origin: apiOrigin, fetch, clock, serverClock });
  const api = createApi(http);
  const vault = createVault({
    keychain:
      platform === 'win32'
        ? createSplitKeychain(keychain, longestWindowsCredentialBytes)
        : keychain,
    origin: apiOrigin,
    platform,
    log,
  });
  const revocations = createRevocations({ api, vault, records, clock, serverClock, random, log });
  const sessionLog = createSessionLog(clock, deps.sessionLogFile);
  const published = createStatePublisher({ sessionLog, log });
  const forms = createForms(serverClock);
  const credentials = createCredentials({ api, clock });
  const shell = createShell({
    api,
    tokenStore: createTokenStore(vault, platform, records),
    revocations,
    records,
    forms,
    published,
    clock,
    serverClock,
    random,
  });

  async function signOut(reason: 'user' | 'account-deleted' = 'user'): Promise<void> {
    shell.hear({ type: 'sign-out', reason });
    await shell.removal();
  }

  const recovery = createPasswordRecovery({
    api: createRecoveryApi(http),
    wake: api.wake,
    clock,
    endSession: async () => {
      if ('link' in published.get()) {
        await signOut();
      }
    },
  });
  // "Your new password is set" has been read by someone who signed in with it.
  published.onChange((state) => {
    if ('link' in state && recovery.get().kind === 'done') {
      recovery.close();
    }
  });

  const account = createAccount({
    api: createAccountApi(http),
    callWithToken: shell.callWithToken,
    session: published,
    onProfile: (user) => shell.hear({ type: 'profile-changed', user }),
    onDeleted: () => signOut('account-deleted'),
  });

  return {
    getState: published.get,
    onChange: published.onChange,
    async start() {
      shell.hear({ type: 'start', record: records.read() });
      await shell.reading();
      await revocations.resume();
    },
    async signIn(input) {
      const { form, outcome } = forms.add((signal) => credentials.signIn(input, signal));
      shell.hear({ type: 'form-submitted', form });
      return outcome;
    },
    async signUp(input) {
      const { form, outcome } = forms.add((signal) => credentials.signUp(input, signal));
      shell.hear({ type: 'form-submitted', form });
      return outcome;
    },
    checkName: createNameChecks({ api, clock }),
    cancelSignIn: () => shell.hear({ type: 'form-cancelled' }),
    signOut: () => signOut(),
    retry(cause) {
      revocations.hurry();
      shell.hear({ type: 'retry', cause });
    },
    setVisible: (isVisible) => shell.hear({ type: 'visibility', isVisible }),
    callWithToken: shell.callWithToken,
    getSessionLog: sessionLog.read,
    recovery,
    account,
    dispose() {
      recovery.cancel();
      shell.dispose();
      revocations.dispose();
    },
  };
}

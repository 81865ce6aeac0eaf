import { createApi } from './api.ts';
import { createCurrentSession } from './current-session.ts';
import { createDiary } from './diary.ts';
import { createHttpClient } from './http-client.ts';
import type { Clock, DiaryFile, Keychain, Log, SessionRecords } from './ports.ts';
import { createRestoration } from './restoration.ts';
import { createRevocations } from './revocations.ts';
import { createServerClock } from './server-clock.ts';
import type { Session } from './session.ts';
import { createSessionForms } from './session-forms.ts';
import { createSessionMemory } from './session-memory.ts';
import { createSignIn } from './sign-in.ts';
import { createSplitKeychain } from './split-keychain.ts';
import { createStatePublisher } from './state-publisher.ts';
import { createTokenStore } from './token-store.ts';
import { createVault } from './vault.ts';

export interface SessionDependencies {
  /** Origin of the API, for example `https://api-mytone.onrender.com`. */
  readonly apiOrigin: string;
  readonly fetch: typeof globalThis.fetch;
  readonly keychain: Keychain;
  readonly platform: NodeJS.Platform;
  readonly clock: Clock;
  /** Uniform in [0, 1). */
  readonly random: () => number;
  readonly records: SessionRecords;
  readonly diaryFile: DiaryFile;
  readonly log: Log;
}

/** CRED_MAX_CREDENTIAL_BLOB_SIZE of wincred.h, bytes. */
const longestWindowsCredentialBytes = 2_560;

/** The session engine: the only writer of the session's state (session.md). */
export function createSession(dependencies: SessionDependencies): Session {
  const { apiOrigin, fetch, keychain, platform, clock, random, records, log } = dependencies;
  const serverClock = createServerClock(clock);
  const api = createApi(createHttpClient({ origin: apiOrigin, fetch, clock, serverClock }));
  const vault = createVault({
    keychain:
      platform === 'win32'
        ? createSplitKeychain(keychain, longestWindowsCredentialBytes)
        : keychain,
    origin: apiOrigin,
    platform,
    log,
  });
  const tokenStore = createTokenStore(vault, clock);
  const revocations = createRevocations({ api, vault, records, clock, random, log });
  const memory = createSessionMemory(records, clock);
  const diary = createDiary(clock, dependencies.diaryFile);
  const state = createStatePublisher({ diary, log });
  const parts = {
    api,
    tokenStore,
    clock,
    serverClock,
    random,
    memory,
    records,
    revocations,
    state,
  };
  const current = createCurrentSession(parts);
  const forms = createSessionForms({
    forms: createSignIn({ api, clock }),
    current,
    revocations,
    onEnter: () => restoration.supersede(),
  });
  const restoration = createRestoration({ ...parts, vault, current, forms });

  return {
    getState: state.get,
    onChange: state.onChange,
    async start() {
      await restoration.start();
      await revocations.resume();
    },
    signIn: forms.signIn,
    signUp: forms.signUp,
    cancelSignIn: forms.cancel,
    async signOut() {
      forms.cancel();
      await current.end('user');
    },
    retry(cause) {
      revocations.hurry();
      if (current.live !== null) {
        current.retry(cause);
      } else if (state.get().kind === 'keychain-locked' && cause !== 'network-up') {
        state.publish({ kind: 'starting', isWaitingForKeychain: false }, cause);
        void restoration.start();
      }
    },
    getDiary: diary.read,
    dispose() {
      restoration.supersede();
      forms.cancel();
      current.live?.end();
      revocations.dispose();
    },
  };
}

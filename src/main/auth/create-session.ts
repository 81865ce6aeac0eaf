import type { Clock, Log } from '../ports.ts';
import { createApi } from './api/api.ts';
import { createHttpClient } from './api/http-client.ts';
import type { DiaryFile, Keychain, SessionRecords } from './ports.ts';
import { createSignIn } from './session/credentials.ts';
import { createCurrentSession } from './session/current-session.ts';
import { createDiary } from './session/diary.ts';
import { createRestoration } from './session/restore.ts';
import { createSessionMemory } from './session/session-memory.ts';
import { createSessionForms } from './session/sign-in.ts';
import { createStatePublisher } from './session/state-publisher.ts';
import type { Session } from './session.ts';
import { createServerClock } from './time/server-clock.ts';
import { createRevocations } from './tokens/revocations.ts';
import { createSplitKeychain } from './tokens/split-keychain.ts';
import { createTokenStore } from './tokens/token-store.ts';
import { createVault } from './tokens/vault.ts';

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

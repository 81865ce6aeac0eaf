import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TokenStorage } from '@mytone/shared/auth-state.ts';
import type { SignInFailure, SignUpFailure } from '@mytone/shared/failures.ts';
import type { Result } from '@mytone/shared/result.ts';
import { type ApiServer, startApi } from '../api-server.ts';
import { type Keyring, startKeyring } from '../keyring.ts';
import { marie } from '../people.ts';
import { type FaultyProxy, startFaultyProxy } from './faulty-proxy.ts';
import { type EngineProcess, startEngineProcess } from './start-engine-process.ts';

/** A computer with everything real: keyring, API, a proxy in front of it, and a profile. */
export interface Computer {
  readonly keyring: Keyring;
  readonly api: ApiServer;
  readonly proxy: FaultyProxy;
  readonly profile: string;
  /** Starts the engine; it ends with the computer. */
  start(more?: { env?: Record<string, string>; profile?: string }): EngineProcess;
  /**
   * Starts the engine and registers a user, who is then signed in, online, and whose token lives in
   * `storage`, by default the keychain.
   */
  startSignedIn(more?: {
    env?: Record<string, string>;
    profile?: string;
    storage?: TokenStorage;
  }): Promise<EngineProcess>;
  dispose(): Promise<void>;
}

/** What computers may share; an origin of its own keeps the sessions of each apart. */
export interface Services extends Pick<Computer, 'keyring' | 'api'> {
  dispose(): Promise<void>;
}

export async function startServices(): Promise<Services> {
  const [keyring, api] = await Promise.all([startKeyring(), startApi()]);
  return {
    keyring,
    api,
    async dispose() {
      await Promise.all([api.dispose(), keyring.dispose()]);
    },
  };
}

/** Starts a computer with services that others share, or with its own. */
export async function startComputer(shared?: Services): Promise<Computer> {
  const services = shared ?? (await startServices());
  const { keyring, api } = services;
  const proxy = await startFaultyProxy(api.url);
  const profile = await mkdtemp(join(tmpdir(), 'mytone-computer-'));
  const running: EngineProcess[] = [];

  function start({ env = {}, profile: other = profile } = {}): EngineProcess {
    const engine = startEngineProcess({
      apiOrigin: proxy.origin,
      profile: other,
      env: { ...keyring.env, ...env },
    });
    running.push(engine);
    return engine;
  }

  return {
    keyring,
    api,
    proxy,
    profile,
    start,
    async startSignedIn({ storage = 'keychain', ...more } = {}) {
      const engine = start(more);
      await engine.untilState(({ kind }) => kind === 'signed-out');
      // Where services are shared she may be known already.
      const input = { login: marie.email, password: marie.password };
      const signedIn = (await engine.ask({ call: 'signIn', input })) as Result<null, SignInFailure>;
      const isNew = !signedIn.ok && signedIn.error.code === 'wrong-credentials';
      const outcome = isNew
        ? ((await engine.ask({ call: 'signUp', input: marie })) as Result<null, SignUpFailure>)
        : signedIn;
      if (!outcome.ok) {
        throw new Error(`Marie was refused: ${JSON.stringify(outcome.error)}`);
      }
      // On a busy machine the keyring may be late, and its session in memory until then.
      await engine.untilState(
        (state) =>
          state.kind === 'signed-in' && state.link.kind === 'online' && state.storage === storage,
      );
      return engine;
    },
    async dispose() {
      await Promise.all(running.map((engine) => engine.kill()));
      await proxy.dispose();
      if (shared === undefined) {
        await services.dispose();
      }
      await rm(profile, { recursive: true, force: true, maxRetries: 20, retryDelay: 50 });
    },
  };
}

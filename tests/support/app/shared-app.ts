import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { registerDirectly } from '../api-calls.ts';
import { type ApiServer, startApi } from '../api-server.ts';
import { type Keyring, startKeyring } from '../keyring.ts';
import { jean } from '../people.ts';
import { root } from '../project.ts';
import type { RunningApp, Runtime } from './running-app.ts';

/** A running application for several tests, and what it runs with. */
export interface SharedApp {
  readonly app: RunningApp;
  readonly keyring: Keyring;
  readonly api: ApiServer;
  dispose(): Promise<void>;
}

/** Starts the built application with nobody signed in; Jean has an account. */
export async function startSharedApp(runtime: Runtime): Promise<SharedApp> {
  const [api, keyring] = await Promise.all([startApi(), startKeyring()]);
  await registerDirectly(api.url, jean);
  const folder = await mkdtemp(join(tmpdir(), 'mytone-profile-'));
  const app = await runtime.launch({
    folder: root,
    profile: join(folder, 'profile'),
    args: [`--api=${api.url}`],
    env: { ...keyring.env, ...english },
  });
  return {
    app,
    keyring,
    api,
    async dispose() {
      await app.kill();
      await Promise.all([api.dispose(), keyring.dispose()]);
      await rm(folder, { recursive: true, force: true, maxRetries: 20, retryDelay: 50 });
    },
  };
}

/** The language that the specs read, whatever this machine's is. */
export const english = { LANG: 'en_US.UTF-8', LC_ALL: '', LANGUAGE: '' };

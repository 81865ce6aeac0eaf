import { homedir } from 'node:os';
import { join } from 'node:path';
import type { App } from 'electron';
import type { Keychain } from '../auth/ports.ts';
import type { Clock, Log } from '../ports.ts';
import type { PreferencesOwner } from '../profile/preferences.ts';
import { readAppInfo } from './app-info.ts';
import { createKeychainTest, isPlainTextKeyring } from './keychain-test.ts';
import { readLicenses } from './licenses.ts';

interface AboutDeps {
  readonly app: App;
  readonly apiOrigin: string;
  readonly process: NodeJS.Process;
  readonly preferences: PreferencesOwner;
  readonly keychain: Keychain;
  readonly clock: Clock;
  readonly log: Log;
}

/** What the settings screen asks about this copy and the system it runs on. */
export function createAbout(deps: AboutDeps) {
  const { process, log } = deps;
  const isPlainText = async () =>
    process.platform === 'linux' && isPlainTextKeyring(process.env, homedir());
  return {
    appInfo: readAppInfo(deps),
    readLicenses: () => readLicenses(join(import.meta.dirname, '../licenses.json'), log),
    testKeychain: createKeychainTest({ ...deps, isPlainText }),
  };
}

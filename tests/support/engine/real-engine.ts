import process from 'node:process';
import { createSession } from '../../../src/main/auth/create-session.ts';
import { createClock } from '../../../src/main/clock.ts';
import { createKeychain } from '../../../src/main/keychain.ts';
import type { Log } from '../../../src/main/ports.ts';
import { createSessionLogFile } from '../../../src/main/profile/session-log-file.ts';
import { createSessionRecords } from '../../../src/main/profile/session-records.ts';
import { openSettings } from '../../../src/main/profile/settings.ts';

/**
 * The engine as main starts it, with its real dependencies: keytar, the settings file in `profile`,
 * Node's fetch and clock. Only Electron is missing.
 */
export function createRealEngine(apiOrigin: string, profile: string, log: Log) {
  const clock = createClock();
  const settings = openSettings({ profile, log, now: clock.now });
  const session = createSession({
    apiOrigin,
    fetch: globalThis.fetch,
    keychain: createKeychain(),
    platform: process.platform,
    clock,
    random: Math.random,
    records: createSessionRecords(settings, apiOrigin),
    sessionLogFile: createSessionLogFile(profile, log),
    log,
  });
  return { session, settings };
}

import process from 'node:process';
import { createSession } from '../../../src/main/auth/create-session.ts';
import type { Session } from '../../../src/main/auth/session.ts';
import { createClock } from '../../../src/main/clock.ts';
import { createKeychain } from '../../../src/main/keychain.ts';
import { createSessionLogFile } from '../../../src/main/profile/session-log-file.ts';
import { createSessionRecords } from '../../../src/main/profile/session-records.ts';
import { openSettings } from '../../../src/main/profile/settings.ts';

/** The engine as main starts it, on the profile of an earlier run. */
export function createRestored(apiOrigin: string, profile: string): Session {
  const clock = createClock();
  const log = { info() {}, warn() {}, error() {} };
  const settings = openSettings({ profile, log, now: clock.now });
  return createSession({
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
}

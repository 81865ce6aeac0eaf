import { join } from 'node:path';
import type { App } from 'electron';
import { createLog } from '../log.ts';
import type { Clock } from '../ports.ts';
import { createPreferences } from './preferences.ts';
import { createSessionLogFile } from './session-log-file.ts';
import { createSessionRecords } from './session-records.ts';
import { openSettings } from './settings.ts';

interface ProfileDeps {
  readonly app: Pick<App, 'getPath' | 'getPreferredSystemLanguages'>;
  readonly apiOrigin: string;
  readonly clock: Pick<Clock, 'now'>;
}

/** Everything that is stored in the profile's folder. None of it is secret. */
export function openProfile({ app, apiOrigin, clock }: ProfileDeps) {
  const folder = app.getPath('userData');
  const log = createLog(join(folder, 'logs'));
  const settings = openSettings({ profile: folder, log, now: clock.now });
  return {
    log,
    settings,
    preferences: createPreferences(settings, () => app.getPreferredSystemLanguages()),
    records: createSessionRecords(settings, apiOrigin),
    sessionLogFile: createSessionLogFile(folder, log),
  };
}

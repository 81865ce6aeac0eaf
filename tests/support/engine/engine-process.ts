import { join } from 'node:path';
import process from 'node:process';
import { createSession } from '../../../src/main/auth/create-session.ts';
import { createClock } from '../../../src/main/clock.ts';
import { createKeychain } from '../../../src/main/keychain.ts';
import { createLog } from '../../../src/main/log.ts';
import { createSessionLogFile } from '../../../src/main/profile/session-log-file.ts';
import { createSessionRecords } from '../../../src/main/profile/session-records.ts';
import { openSettings } from '../../../src/main/profile/settings.ts';
import type { EngineMessage, EngineRequest } from './start-engine-process.ts';

// The engine with its real dependencies in a separate process: keytar, the settings file,
// Node's fetch and clock. Only Electron is missing.

const [profile = '', apiOrigin = ''] = process.argv.slice(2);
const clock = createClock();
const log = createLog(join(profile, 'logs'));
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

function tell(message: EngineMessage): void {
  process.send?.(message);
}

async function answer({ call, input }: EngineRequest): Promise<unknown> {
  switch (call) {
    case 'signIn':
      return session.signIn(input);
    case 'signUp':
      return session.signUp(input);
    case 'signOut':
      return session.signOut();
    case 'retry':
      return session.retry(input);
    case 'getSessionLog':
      return session.getSessionLog();
  }
}

session.onChange((state) => tell({ kind: 'state', state }));
process.on('message', (request: EngineRequest) => {
  void answer(request).then((value) => tell({ kind: 'answer', id: request.id, value }));
});
process.once('disconnect', () => process.exit());
await Promise.all([settings.prepareWriting(), session.start()]);

import { EventEmitter } from 'node:events';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Protocol } from 'electron';
import { guardUpdateSession } from '../../../../src/main/page/security.ts';
import { createElectronUpdater } from '../../../../src/main/update/library/electron-updater.ts';
import { nameOfUpdate } from '../../../../src/main/update/release-trust.ts';
import { createUpdates, type Updates } from '../../../../src/main/update/updates.ts';
import type { UpdateState } from '../../../../src/shared/update-state.ts';
import { provideElectron } from '../../../../tools/browser-host/module-hooks.ts';
import { createNet } from '../../../../tools/browser-host/net/net.ts';
import { createSessions } from '../../../../tools/browser-host/session/session.ts';
import { loud } from '../../../../tools/browser-host/stand-in/loud.ts';
import { createFakeClock, type FakeClock } from '../../../support/engine/fake-clock.ts';
import { imageOf, installImage } from '../../../support/update/releases.ts';
import { createRecordedLog, type RecordedLog } from '../../../unit/main/fakes.ts';

const openSessions = () => createSessions(loud<Protocol>('protocol', {}));
let sessions = openSessions();
let running = { version: '', profile: '' };

const app = Object.assign(new EventEmitter(), {
  isPackaged: true,
  getVersion: () => running.version,
  getName: () => 'MyTone',
  getPath: () => running.profile,
  getAppPath: () => running.profile,
  whenReady: async () => {},
});

// What electron-updater asks of Electron, with the network of the browser host.
provideElectron({
  app,
  net: createNet({ isCancelled: (...request) => sessions.isCancelled(...request) }),
  session: { fromPartition: (name: string) => sessions.fromPartition(name) },
});

export interface RunningCopy {
  readonly updates: Updates;
  readonly clock: FakeClock;
  readonly log: RecordedLog;
  /** The AppImage that runs. */
  readonly image: string;
  /** Files that the copy asked to be started in its place. */
  readonly restarts: string[];
  quit(): void;
  /** Resolves with the first state of one of these kinds. */
  until(...kinds: UpdateState['kind'][]): Promise<UpdateState>;
}

interface CopyOptions {
  /** A folder of its own: the AppImage, the profile and the cache lie in it. */
  readonly home: string;
  readonly version: string;
  readonly origin: string;
  readonly keys: readonly string[];
}

/** An AppImage of `version` that runs, as far as updates are concerned. */
export async function runCopy({ home, version, origin, keys }: CopyOptions): Promise<RunningCopy> {
  const image = await installImage(join(home, 'Applications'), imageOf(version));
  const resourcesPath = join(home, 'mounted/resources');
  await mkdir(resourcesPath, { recursive: true });
  await writeFile(
    join(resourcesPath, 'app-update.yml'),
    `provider: generic\nurl: ${origin}/\nupdaterCacheDirName: mytone-desktop-updater\n`,
  );
  running = { version, profile: join(home, 'profile') };
  Object.assign(process, { resourcesPath });
  Object.assign(process.env, { APPIMAGE: image, XDG_CACHE_HOME: join(home, 'cache') });
  sessions = openSessions();
  guardUpdateSession(sessions.fromPartition('electron-updater'), origin);

  const clock = createFakeClock();
  const log = createRecordedLog();
  const restarts: string[] = [];
  const openUpdater = async () =>
    createElectronUpdater({
      copy: { how: 'app-image', image },
      address: new URL('/feed/latest-linux-x64.json', origin),
      trust: {
        keys,
        channel: 'latest',
        fileOf: (wanted) => nameOfUpdate(wanted, 'linux', 'x64'),
      },
      log,
      settled: async () => {},
      restartAs: (file) => void restarts.push(file),
    });
  const initial = { kind: 'idle', isShown: false } as const;
  const updates = createUpdates({ initial, openUpdater, clock, log });
  const until = (...kinds: UpdateState['kind'][]) =>
    new Promise<UpdateState>((resolve) => {
      const look = (state: UpdateState) => kinds.includes(state.kind) && resolve(state);
      look(updates.getState());
      updates.onChange(look);
    });
  return { updates, clock, log, image, restarts, until, quit: () => app.emit('quit', {}, 0) };
}

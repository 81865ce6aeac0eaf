import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { App, Session } from 'electron';
import { guardUpdateSession } from '../page/security.ts';
import type { Clock, Log } from '../ports.ts';
import type { WaitableKeychain } from '../waitable-keychain.ts';
import { findCopyKind, type SelfUpdating } from './core/copy-kind.ts';
import type { Updater } from './ports.ts';
import { nameOfUpdate, releaseKeys, updateChannel, updateFeed } from './release-trust.ts';
import { createUpdates, type Updates } from './updates.ts';

/** The browser session of electron-updater's requests; electron-updater chose the name. */
const partition = 'electron-updater';

interface AppUpdatesDeps {
  readonly app: Pick<App, 'isPackaged' | 'quit' | 'relaunch'>;
  readonly process: NodeJS.Process;
  readonly session: {
    fromPartition(name: string, options: { cache: boolean }): Session;
  };
  readonly clock: Clock;
  readonly log: Log;
  readonly keychain: Pick<WaitableKeychain, 'settled'>;
}

/** The updates of the running copy. Starts the regular checks if this copy can update itself. */
export function createAppUpdates(deps: AppUpdatesDeps): Updates {
  const { app, process, clock, log } = deps;
  const { env, execPath, platform } = process;
  const copy = findCopyKind({
    isPackaged: app.isPackaged,
    platform,
    execPath,
    env,
    readPackageType: () => readText(join(process.resourcesPath, 'package-type')),
    exists: existsSync,
  });
  if (copy.how === 'managed') {
    const initial = { kind: 'managed', by: copy.by, isShown: false } as const;
    return createUpdates({ initial, openUpdater: null, clock, log });
  }
  let updater: Promise<Updater> | undefined;
  const openUpdater = () => {
    updater ??= loadUpdater(copy, deps);
    return updater;
  };
  const updates = createUpdates({
    initial: { kind: 'idle', isShown: false },
    openUpdater,
    clock,
    log,
  });
  updates.start();
  return updates;
}

/** Loads electron-updater. Copies that a package manager updates never load it. */
async function loadUpdater(copy: SelfUpdating, deps: AppUpdatesDeps): Promise<Updater> {
  const { app, process, session, log, keychain } = deps;
  const { arch, argv, platform } = process;
  const address = new URL(`${updateChannel}-${platform}-${arch}.json`, updateFeed);
  guardUpdateSession(session.fromPartition(partition, { cache: false }), address.origin);
  const { createElectronUpdater } = await import('./library/electron-updater.ts');
  return createElectronUpdater({
    copy,
    address,
    trust: {
      keys: releaseKeys,
      channel: updateChannel,
      fileOf: (version) => nameOfUpdate(version, platform, arch),
    },
    log,
    settled: keychain.settled,
    restartAs(image) {
      // The link that started this copy was already handled.
      const args = argv.slice(1).filter((argument) => !argument.startsWith('mytone:'));
      app.relaunch({ execPath: image, args });
      app.quit();
    },
  });
}

function readText(file: string): string | null {
  return existsSync(file) ? readFileSync(file, 'utf8') : null;
}

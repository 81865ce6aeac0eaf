import {
  AppImageUpdater,
  type AppUpdater,
  CancellationToken,
  MacUpdater,
  NsisUpdater,
} from 'electron-updater';
import type { ProviderRuntimeOptions } from 'electron-updater/out/providers/Provider.js';
import type { Log } from '../../ports.ts';
import type { SelfUpdating } from '../core/copy-kind.ts';
import type { Release, Trust } from '../core/signed-release.ts';
import { UpdateError } from '../core/update-failure.ts';
import type { Download, Offer, Updater } from '../ports.ts';
import { checkDownload } from './check-download.ts';
import { replaceAppImage } from './replace-app-image.ts';
import { releaseOf, SignedFeed } from './signed-feed.ts';

export interface ElectronUpdaterDeps {
  readonly copy: SelfUpdating;
  /** The feed of this system and processor. */
  readonly address: URL;
  readonly trust: Trust;
  readonly log: Log;
  /** Resolves when no token is being written to the keychain. */
  readonly settled: () => Promise<void>;
  /** Starts an AppImage once this copy has ended, and ends this copy. */
  readonly restartAs: (image: string) => void;
}

const classes = { 'app-image': AppImageUpdater, nsis: NsisUpdater, mac: MacUpdater } as const;

/**
 * electron-updater within the rules of docs/decisions/updates.md: it decides nothing by itself and
 * receives only signed releases. Each check has its own updater, because one that was cancelled or
 * has failed keeps parts of its state.
 */
export function createElectronUpdater(deps: ElectronUpdaterDeps): Updater {
  return {
    async check(signal) {
      const cancellation = new CancellationToken();
      const cancel = () => cancellation.cancel();
      signal.addEventListener('abort', cancel, { once: true });
      const updater = openUpdater(deps, cancellation);
      const found = await updater.checkForUpdates();
      return found?.isUpdateAvailable
        ? createOffer(updater, releaseOf(found.updateInfo), deps)
        : null;
    },
  };
}

function openUpdater(
  { copy, address, trust, log }: ElectronUpdaterDeps,
  cancellation: CancellationToken,
): AppUpdater {
  class updateProvider extends SignedFeed {
    // electron-updater passes the options and itself first.
    constructor(_options: unknown, _updater: unknown, runtime: ProviderRuntimeOptions) {
      super({ address, trust, cancellation }, runtime);
    }
  }
  const updater = new classes[copy.how]({ provider: 'custom', updateProvider });
  updater.autoDownload = false;
  updater.autoInstallOnAppQuit = false;
  updater.allowDowngrade = false;
  updater.allowPrerelease = false;
  updater.disableWebInstaller = true;
  // One request and one hash: differential downloads are known to break.
  updater.disableDifferentialDownload = true;
  // Its messages contain addresses, paths and whole responses; a failure is logged by its code.
  updater.logger = null;
  // Without a listener a request waits forever if a proxy asks for a password.
  updater.on('login', (_info, callback) => callback('', ''));
  updater.on('error', (error) => log.info('update.library-error', { name: error.name }));
  return updater;
}

function createOffer(updater: AppUpdater, release: Release, deps: ElectronUpdaterDeps): Offer {
  return {
    version: release.version,
    bytes: release.size,
    async download(onProgress, signal) {
      const cancellation = new CancellationToken();
      const tooLong = new AbortController();
      signal.addEventListener('abort', () => cancellation.cancel(), { once: true });
      updater.on('download-progress', ({ transferred }) => {
        if (transferred > release.size) {
          tooLong.abort();
          cancellation.cancel();
        } else {
          onProgress(transferred);
        }
      });
      try {
        const [file = ''] = await updater.downloadUpdate(cancellation);
        await checkDownload(file, release);
        return createDownload(updater, file, release, deps);
      } catch (error) {
        throw tooLong.signal.aborted ? new UpdateError('damaged', 'too long') : error;
      }
    },
  };
}

function createDownload(
  updater: AppUpdater,
  file: string,
  release: Release,
  { copy, restartAs, settled }: ElectronUpdaterDeps,
): Download {
  return {
    async install() {
      if (copy.how === 'app-image') {
        await replaceAppImage(file, copy.image, release);
        return restartAs(copy.image);
      }
      await checkDownload(file, release);
      // Windows' installer ends a copy that takes longer than about a second to do so itself.
      await settled();
      // The application ends now; only a failure comes back.
      await new Promise((_resolve, reject) => {
        updater.once('error', reject);
        updater.quitAndInstall(true, true);
      });
    },
  };
}

import { hostname } from 'node:os';
import type { App, Dialog } from 'electron';
import { type Configuration, readConfiguration } from '../configuration.ts';
import { refuseToStart } from './refusal.ts';
import { explainLostLock, readLockHolder } from './single-copy.ts';

interface LaunchDeps {
  readonly app: App;
  readonly dialog: Pick<Dialog, 'showErrorBox'>;
  readonly process: Pick<NodeJS.Process, 'argv' | 'env' | 'platform' | 'stderr'>;
  readonly start: (configuration: Configuration) => Promise<void>;
}

/**
 * Starts the application, or ends this copy with one line that says why: its arguments are wrong,
 * another copy is running, or `start` failed.
 */
export async function launch({ app, dialog, process, start }: LaunchDeps): Promise<void> {
  const { argv, env, platform, stderr } = process;
  const writeError = (line: string) => stderr.write(line);
  const refuse = (reason: string) => refuseToStart(reason, { app, dialog, platform, writeError });

  const configuration = readConfiguration({ argv, env, isPackaged: app.isPackaged });
  if (!configuration.ok) {
    return refuse(configuration.error);
  }
  if (!app.requestSingleInstanceLock()) {
    const holder = readLockHolder(app.getPath('userData'));
    const reason = explainLostLock({ platform, holder, host: hostname() });
    if (reason !== null) {
      return refuse(reason);
    }
    writeError(`${app.name} is already running; its window was brought to the front.\n`);
    return app.quit();
  }
  return start(configuration.value).catch((error: Error) => refuse(error.message));
}

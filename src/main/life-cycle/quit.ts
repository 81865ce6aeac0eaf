import type { App } from 'electron';
import { withDeadline } from '../auth/time/deadline.ts';
import type { Clock } from '../ports.ts';
import type { WaitableSessionLogFile } from '../profile/session-log-file.ts';
import type { SettingsFile } from '../profile/settings.ts';
import type { WaitableKeychain } from '../waitable-keychain.ts';

/** An open prompt of the keychain, or a slow disk, delays quitting no longer than this; milliseconds. */
const longestWaitMs = 2_000;

interface QuitDeps {
  readonly app: Pick<App, 'on' | 'quit'>;
  readonly clock: Clock;
  /** Called once, first: after it no new work begins. */
  readonly dispose: () => void;
  readonly keychain: Pick<WaitableKeychain, 'settled'>;
  readonly sessionLogFile: Pick<WaitableSessionLogFile, 'settled'>;
  readonly settings: Pick<SettingsFile, 'prepareWriting'>;
}

/**
 * Waits at most 2 seconds for pending work before the process ends. Electron itself does not wait:
 * after `will-quit` a rotated token that is still being stored would be lost.
 */
export function finishBeforeQuitting(deps: QuitDeps): void {
  const { app, clock, dispose, keychain, sessionLogFile, settings } = deps;
  let stage: 'running' | 'finishing' | 'finished' = 'running';

  /** In this order, because the keychain's results are written to the other two. */
  async function finish(): Promise<void> {
    await keychain.settled();
    await Promise.all([sessionLogFile.settled(), settings.prepareWriting()]);
  }

  async function finishAndQuit(): Promise<void> {
    dispose();
    await withDeadline(finish(), longestWaitMs, clock);
    stage = 'finished';
    app.quit();
  }

  app.on('will-quit', (event) => {
    if (stage === 'finished') {
      return;
    }
    event.preventDefault();
    if (stage === 'running') {
      stage = 'finishing';
      void finishAndQuit();
    }
  });
}

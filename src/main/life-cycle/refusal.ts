import type { App, Dialog } from 'electron';

interface RefusalDeps {
  readonly app: Pick<App, 'name' | 'isPackaged' | 'whenReady' | 'exit'>;
  readonly dialog: Pick<Dialog, 'showErrorBox'>;
  readonly platform: NodeJS.Platform;
  readonly writeError: (line: string) => unknown;
}

/**
 * Ends a start that cannot continue: one line on stderr, a message box in a packaged copy, exit code 1.
 * On Linux the box waits until Electron is ready: before that Electron only writes it to stderr, which
 * users who started the copy from a menu do not see.
 */
export async function refuseToStart(
  reason: string,
  { app, dialog, platform, writeError }: RefusalDeps,
): Promise<void> {
  writeError(`${app.name}: ${reason}\n`);
  if (app.isPackaged) {
    if (platform === 'linux') {
      await app.whenReady();
    }
    dialog.showErrorBox(app.name, reason);
  }
  app.exit(1);
}

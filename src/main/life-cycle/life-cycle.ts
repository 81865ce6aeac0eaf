import type { App } from 'electron';
import type { PasswordRecovery } from '../auth/recovery/password-recovery.ts';
import { receiveLinks } from '../deep-link/receive-links.ts';
import { registerScheme } from '../deep-link/register-scheme.ts';
import type { Log } from '../ports.ts';
import type { MainWindow } from '../window/window.ts';

/** As in electron-builder.yml: Windows groups the window with its shortcut by this name. */
export const appId = 'com.mytone.desktop';

interface LifeCycleDeps {
  readonly app: Pick<
    App,
    'on' | 'quit' | 'isPackaged' | 'isReady' | 'setAppUserModelId' | 'setAsDefaultProtocolClient'
  >;
  /** The arguments of this copy, which may hold a link. */
  readonly argv: readonly string[];
  readonly platform: NodeJS.Platform;
  readonly window: Pick<MainWindow, 'open' | 'focus' | 'getContents'>;
  readonly recovery: Pick<PasswordRecovery, 'openLink'>;
  readonly log: Pick<Log, 'info' | 'warn'>;
}

/**
 * Opens and closes the window with the system's events, and receives links. On macOS the application
 * stays in the dock without a window and opens one when it is clicked there; on other systems it quits
 * with its window. Call before Electron is ready.
 */
export function followLifeCycle(deps: LifeCycleDeps): void {
  const { app, argv, platform, window, recovery, log } = deps;
  registerScheme({ app, platform });
  receiveLinks({ app, argv, log, onResetLink: recovery.openLink });
  const openOrFocus = () => (window.getContents() === null ? window.open() : window.focus());
  app.on('second-instance', openOrFocus);
  app.on('activate', openOrFocus);
  // Until the start is done, the window that it opens is the response to a link.
  app.on('open-url', () => app.isReady() && openOrFocus());
  app.on('window-all-closed', () => {
    if (platform !== 'darwin') {
      app.quit();
    }
  });
  if (platform === 'win32') {
    app.setAppUserModelId(appId);
  }
}

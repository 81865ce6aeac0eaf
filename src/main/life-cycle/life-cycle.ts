import type { App } from 'electron';
import type { MainWindow } from '../window/window.ts';

/** As in electron-builder.yml: Windows groups the window with its shortcut by this name. */
export const appId = 'com.mytone.desktop';

interface LifeCycleDeps {
  readonly app: Pick<App, 'on' | 'quit' | 'setAppUserModelId'>;
  readonly platform: NodeJS.Platform;
  readonly window: Pick<MainWindow, 'open' | 'focus' | 'getContents'>;
}

/**
 * When the window comes and goes. On macOS the application stays in the dock without a window and
 * opens one when it is chosen there; elsewhere it ends with its window.
 */
export function followLifeCycle({ app, platform, window }: LifeCycleDeps): void {
  const openOrFocus = () => (window.getContents() === null ? window.open() : window.focus());
  app.on('second-instance', openOrFocus);
  app.on('activate', openOrFocus);
  app.on('window-all-closed', () => {
    if (platform !== 'darwin') {
      app.quit();
    }
  });
  if (platform === 'win32') {
    app.setAppUserModelId(appId);
  }
}

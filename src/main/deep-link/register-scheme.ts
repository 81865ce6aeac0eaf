import type { App } from 'electron';
import { linkScheme } from './read-link.ts';

interface SchemeDeps {
  readonly app: Pick<App, 'isPackaged' | 'setAsDefaultProtocolClient'>;
  readonly platform: NodeJS.Platform;
}

/**
 * Registers this copy for our links on Windows, for the current user only: the .zip has no installer
 * that could do it. On macOS Info.plist registers them, on Linux the .desktop file. A copy under
 * development does not change the system.
 */
export function registerScheme({ app, platform }: SchemeDeps): void {
  if (app.isPackaged && platform === 'win32') {
    app.setAsDefaultProtocolClient(linkScheme);
  }
}

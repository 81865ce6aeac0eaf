import type { App } from 'electron';
import { linkScheme } from './read-link.ts';

interface SchemeDeps {
  readonly app: Pick<App, 'isPackaged' | 'setAsDefaultProtocolClient'>;
  readonly platform: NodeJS.Platform;
}

/**
 * Makes Windows open our links with this copy, for the one user: the .zip has no installer that
 * could. On macOS Info.plist does it, on Linux the .desktop file; a copy under development leaves
 * the system as it is.
 */
export function registerScheme({ app, platform }: SchemeDeps): void {
  if (app.isPackaged && platform === 'win32') {
    app.setAsDefaultProtocolClient(linkScheme);
  }
}

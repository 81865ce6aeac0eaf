import type { WebPreferences } from 'electron';

/** How every page of the application is opened. Defaults are spelled out: they may change. */
export function createWebPreferences(
  preload: string,
  isPackaged: boolean,
): Readonly<WebPreferences> {
  return Object.freeze({
    preload,
    sandbox: true,
    contextIsolation: true,
    nodeIntegration: false,
    nodeIntegrationInSubFrames: false,
    nodeIntegrationInWorker: false,
    webSecurity: true,
    allowRunningInsecureContent: false,
    experimentalFeatures: false,
    webviewTag: false,
    navigateOnDragDrop: false,
    plugins: false,
    // Spell checking downloads dictionaries, and a form with a password needs none.
    spellcheck: false,
    devTools: !isPackaged,
  } satisfies WebPreferences);
}

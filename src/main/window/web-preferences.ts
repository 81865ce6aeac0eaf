import type { WebPreferences } from 'electron';

/** The preferences of every page. Defaults are written out, because they may change. */
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
    // Spell checking downloads dictionaries, and these forms do not need it.
    spellcheck: false,
    devTools: !isPackaged,
  } satisfies WebPreferences);
}

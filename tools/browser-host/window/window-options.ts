import type { BrowserWindowConstructorOptions, WebPreferences } from 'electron';
import { refuseUnknownKeys } from '../stand-in/loud.ts';

/** Options that are honoured, or have no equivalent in a browser page and no effect. */
const knownOptions = [
  'width',
  'height',
  'x',
  'y',
  'minWidth',
  'minHeight',
  'maxWidth',
  'maxHeight',
  'center',
  'show',
  'title',
  'icon',
  'backgroundColor',
  'autoHideMenuBar',
  'titleBarStyle',
  'titleBarOverlay',
  'trafficLightPosition',
  'darkTheme',
  'resizable',
  'maximizable',
  'minimizable',
  'fullscreenable',
  'useContentSize',
  'paintWhenInitiallyHidden',
  'webPreferences',
] satisfies (keyof BrowserWindowConstructorOptions)[];

/** Values that every page of Chromium has; other values cannot be set. */
const fixedPreferences = {
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
  javascript: true,
} satisfies WebPreferences;

const freePreferences = [
  'preload',
  'devTools',
  'spellcheck',
  'plugins',
  'webgl',
  'images',
  'enableWebSQL',
  'safeDialogs',
  'disableDialogs',
  'autoplayPolicy',
  'defaultEncoding',
  'backgroundThrottling',
  'scrollBounce',
  'zoomFactor',
] satisfies (keyof WebPreferences)[];

/** Throws an error with the name of an option that is not known or not supported by this host. */
export function checkWindowOptions(options: BrowserWindowConstructorOptions): void {
  refuseUnknownKeys('BrowserWindowConstructorOptions', options, knownOptions);
  const preferences = options.webPreferences ?? {};
  const fixedNames = Object.keys(fixedPreferences) as (keyof typeof fixedPreferences)[];
  refuseUnknownKeys('WebPreferences', preferences, [...fixedNames, ...freePreferences]);
  for (const name of fixedNames) {
    const asked = preferences[name];
    if (asked !== undefined && asked !== fixedPreferences[name]) {
      throw new Error(
        `browser host: WebPreferences.${name} can only be ${fixedPreferences[name]} here`,
      );
    }
  }
}

/**
 * The web preferences that Electron keeps of a window; it drops all others
 * (`shell/browser/web_contents_preferences.cc`, `SaveLastPreferences`).
 */
export function lastPreferencesOf(given: WebPreferences) {
  return {
    nodeIntegration: given.nodeIntegration ?? false,
    nodeIntegrationInSubFrames: given.nodeIntegrationInSubFrames ?? false,
    sandbox: given.sandbox ?? true,
    contextIsolation: given.contextIsolation ?? true,
    javascript: given.javascript ?? true,
    webviewTag: given.webviewTag ?? false,
    disablePopups: false,
    webSecurity: given.webSecurity ?? true,
    allowRunningInsecureContent: given.allowRunningInsecureContent ?? false,
    experimentalFeatures: given.experimentalFeatures ?? false,
    enableBlinkFeatures: given.enableBlinkFeatures ?? '',
  };
}

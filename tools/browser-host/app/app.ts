import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import process from 'node:process';
import type { App, BrowserWindow } from 'electron';
import { createEvents, createPreventable, type Events } from '../stand-in/events.ts';
import { loud } from '../stand-in/loud.ts';
import { createAppPaths } from './app-paths.ts';
import { createCommandLine } from './command-line.ts';
import { preferredLanguages } from './languages.ts';
import { createSingleInstance } from './single-instance.ts';

const eventNames = [
  'will-finish-launching',
  'ready',
  'activate',
  'window-all-closed',
  'before-quit',
  'will-quit',
  'quit',
  'second-instance',
  'open-url',
  'open-file',
  'web-contents-created',
  'browser-window-created',
  'browser-window-focus',
  'browser-window-blur',
  'render-process-gone',
  'child-process-gone',
  'certificate-error',
  'select-client-certificate',
  'login',
  'session-created',
];

/** Chromium puts switches before arguments and adds one of its own: https://www.electronjs.org/docs/latest/api/app */
const asChromiumOrders = ([program = '', ...rest]: readonly string[]) => {
  const isSwitch = (argument: string) => argument.startsWith('-');
  return [
    program,
    '--allow-file-access-from-files',
    ...rest.filter(isSwitch),
    ...rest.filter((argument) => !isSwitch(argument)),
  ];
};

export interface AppDeps {
  folder: string;
  /** The application's arguments, without its executable. */
  args: string[];
  windows(): BrowserWindow[];
}

export interface AppStandIn {
  app: App;
  events: Events<App>;
  isReady(): boolean;
  isQuitting(): boolean;
  setReady(): void;
  lastWindowClosed(): void;
  profile(): string;
  chromiumSwitches(): string[];
}

/** The fields of the application's package.json that Electron reads. */
function readPackage(folder: string): { name: string; productName?: string; version: string } {
  return JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as ReturnType<
    typeof readPackage
  >;
}

/** `app`: identity, paths, the single-instance lock, and the life cycle from ready to quit. */
export function createApp({ folder, args: given, windows }: AppDeps): AppStandIn {
  const about = readPackage(folder);
  let name = about.productName ?? about.name;
  const commandLine = createCommandLine(given);
  const paths = createAppPaths(() => name, commandLine.getSwitchValue('user-data-dir'));
  const events = createEvents<App>('app', eventNames, () => app);
  const { promise: ready, resolve: resolveReady } = Promise.withResolvers<void>();
  let isReady = false;
  let isQuitting = false;
  const nextCopies: { command: string; args: string[] }[] = [];

  const instance = createSingleInstance(
    () => paths.get('userData'),
    ({ argv: theirs, workingDirectory, additionalData }) =>
      events.emit(
        'second-instance',
        createPreventable({}),
        asChromiumOrders(theirs),
        workingDirectory,
        additionalData,
      ),
  );

  const exit = (code = 0) => {
    isQuitting = true;
    for (const window of windows()) {
      window.destroy();
    }
    events.emit('quit', createPreventable({}), code);
    // Electron does not wait: Node is stopped as soon as the message loop ends
    // (`shell/browser/electron_browser_main_parts.cc`, `PostMainMessageLoopRun`). Chromium notices
    // that and ends.
    void instance.delivered().finally(() =>
      setImmediate(() => {
        instance.release();
        for (const { command, args } of nextCopies) {
          spawn(command, args, { detached: true, stdio: 'ignore' }).unref();
        }
        process.exit(code);
      }),
    );
  };
  const quit = () => {
    if (isQuitting) {
      return;
    }
    isQuitting = true;
    const asked = createPreventable({});
    events.emit('before-quit', asked);
    for (const window of asked.defaultPrevented ? [] : windows()) {
      window.close();
    }
    if (asked.defaultPrevented || windows().length > 0) {
      isQuitting = false;
      return;
    }
    const leaving = createPreventable({});
    events.emit('will-quit', leaving);
    isQuitting = !leaving.defaultPrevented;
    if (isQuitting) {
      exit(0);
    }
  };

  const language = () => commandLine.getSwitchValue('lang') || (preferredLanguages()[0] ?? 'en-US');
  const app: App = loud<App>('electron.app', {
    ...events.members,
    get name() {
      return name;
    },
    set name(next) {
      name = next;
    },
    getName: () => name,
    setName(next) {
      name = next;
    },
    getVersion: () => about.version,
    isPackaged: process.env['BROWSER_HOST_PACKAGED'] === '1',
    commandLine,
    getAppPath: () => folder,
    getPath: paths.get,
    setPath: paths.set,
    setAppLogsPath: (path) => paths.set('logs', path ?? paths.get('logs')),
    getLocale: language,
    getSystemLocale: () => preferredLanguages()[0] ?? 'en-US',
    getPreferredSystemLanguages: preferredLanguages,
    whenReady: () => ready,
    isReady: () => isReady,
    quit,
    exit,
    relaunch({ execPath: command, args } = {}) {
      if (command === undefined || args === undefined) {
        throw new Error('browser host: relaunch without execPath and args is not known to it');
      }
      nextCopies.push({ command, args });
    },
    focus: () => windows()[0]?.focus(),
    requestSingleInstanceLock: (additionalData) =>
      instance.request({ argv: process.argv, workingDirectory: process.cwd(), additionalData }),
    hasSingleInstanceLock: instance.isHeld,
    releaseSingleInstanceLock: instance.release,
    enableSandbox() {
      if (isReady) {
        throw new Error('app.enableSandbox() can only be called before app is ready');
      }
    },
    disableHardwareAcceleration() {
      if (isReady) {
        throw new Error('app.disableHardwareAcceleration() can only be called before app is ready');
      }
    },
    // This host does not change the desktop's settings.
    setAsDefaultProtocolClient: () => false,
    removeAsDefaultProtocolClient: () => false,
    isDefaultProtocolClient: () => false,
    setAppUserModelId() {},
    setAboutPanelOptions() {},
  });

  return {
    app,
    events,
    isReady: () => isReady,
    isQuitting: () => isQuitting,
    setReady() {
      isReady = true;
      events.emit('will-finish-launching');
      events.emit('ready', createPreventable({}), {});
      resolveReady();
    },
    lastWindowClosed() {
      if (isQuitting) {
        return;
      }
      if (events.hasListener('window-all-closed')) {
        events.emit('window-all-closed');
      } else {
        quit();
      }
    },
    profile: () => paths.get('userData'),
    chromiumSwitches: commandLine.toChromium,
  };
}

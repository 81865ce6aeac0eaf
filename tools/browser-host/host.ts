import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import process from 'node:process';
import type { session as ElectronSession } from 'electron';
import type { BrowserContext } from 'playwright';
import { createApp } from './app/app.ts';
import { launchChromium } from './chromium.ts';
import { openControl } from './control.ts';
import { createClipboard } from './modules/clipboard.ts';
import { createDialog } from './modules/dialog.ts';
import { createIpc } from './modules/ipc-main.ts';
import { createMenuClass } from './modules/menu.ts';
import { createNativeTheme } from './modules/native-theme.ts';
import { createPowerMonitor } from './modules/power-monitor.ts';
import { createSafeStorage } from './modules/safe-storage.ts';
import { createScreen } from './modules/screen.ts';
import { createShell } from './modules/shell.ts';
import { findProxy } from './net/forward-proxy.ts';
import { createNet } from './net/net.ts';
import { userAgentOf } from './net/user-agent.ts';
import { createPageAddresses } from './session/page-addresses.ts';
import { createProtocol } from './session/protocol.ts';
import { createSessions } from './session/session.ts';
import { createPreventable } from './stand-in/events.ts';
import { loud } from './stand-in/loud.ts';
import { createWindows } from './window/windows.ts';

export interface Host {
  /** The module that the application imports as `electron`. */
  electron: object;
  /** Starts Chromium, then tells the application that it is ready. */
  start(): Promise<void>;
  quit(): void;
}

/**
 * Builds the stand-in for Electron's main process for the application in `folder`.
 * @param args the application's arguments
 */
export function createHost(folder: string, args: string[]): Host {
  let chromium: Promise<BrowserContext> | undefined;
  const openChromium = () => {
    chromium ??= launchChromium(join(app.profile(), 'Chromium'), app.chromiumSwitches());
    return chromium;
  };
  const addresses = createPageAddresses();
  const theme = createNativeTheme();
  const ipc = createIpc(process.env['BROWSER_HOST_RECORD_IPC']);
  const app = createApp({
    folder,
    args,
    windows: () => windows.all(),
  });
  const protocol = createProtocol(addresses, app.isReady);
  const sessions = createSessions(protocol.protocol);
  const session = sessions.default;
  const windows = createWindows({
    addresses,
    protocol,
    session,
    ipc,
    chromium: openChromium,
    onLastClosed: app.lastWindowClosed,
    onCreated: (window) => app.events.emit('browser-window-created', createPreventable({}), window),
    onContents(contents) {
      app.events.emit('web-contents-created', createPreventable({}), contents);
      contents.on('render-process-gone', (event, details) =>
        app.events.emit('render-process-gone', event, contents, details),
      );
    },
    onAttached: ({ cdp }) => theme.follow(cdp),
  });

  const electron = {
    app: app.app,
    BrowserWindow: windows.BrowserWindow,
    clipboard: createClipboard(openChromium),
    dialog: createDialog(app.isReady),
    ipcMain: ipc.ipcMain,
    Menu: createMenuClass(),
    nativeTheme: theme.nativeTheme,
    net: createNet({
      isCancelled: sessions.isCancelled,
      proxyFor: (url) => findProxy(url, app.app.commandLine.getSwitchValue),
      userAgent: () => userAgentOf(app.app.name, app.app.getVersion(), process.platform),
    }),
    powerMonitor: createPowerMonitor(),
    protocol: protocol.protocol,
    safeStorage: createSafeStorage(),
    screen: createScreen(),
    session: loud<typeof ElectronSession>('electron.session', {
      defaultSession: session.session,
      fromPartition: sessions.fromPartition,
    }),
    shell: createShell(),
  };
  const control = openControl(electron, () => app.app.exit(1));

  return {
    electron,
    quit: app.app.quit,
    async start() {
      if (app.isQuitting()) {
        return;
      }
      const context = await openChromium();
      if (app.isQuitting()) {
        return;
      }
      const [port, path] = readFileSync(
        join(app.profile(), 'Chromium', 'DevToolsActivePort'),
        'utf8',
      ).split('\n');
      app.setReady();
      control.tell({
        kind: 'opened',
        debuggerUrl: `ws://127.0.0.1:${port}${path}`,
        chromiumVersion: context.browser()?.version() ?? '',
      });
    },
  };
}

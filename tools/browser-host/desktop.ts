import { spawn } from 'node:child_process';
import process from 'node:process';
import type {
  Clipboard,
  Dialog,
  Display,
  Menu,
  MenuItemConstructorOptions,
  PowerMonitor,
  SafeStorage,
  Screen,
  Shell,
} from 'electron';
import type { BrowserContext } from 'playwright';
import { createEvents } from './events.ts';
import { loud, loudClass } from './loud.ts';

/** `powerMonitor`: its events come from tests only (`powerMonitor.emit('resume')`). */
export function createPowerMonitor(): PowerMonitor {
  const names = [
    'suspend',
    'resume',
    'lock-screen',
    'unlock-screen',
    'on-ac',
    'on-battery',
    'shutdown',
    'user-did-become-active',
    'user-did-resign-active',
    'thermal-state-change',
    'speed-limit-change',
  ];
  const powerMonitor: PowerMonitor = loud<PowerMonitor>('electron.powerMonitor', {
    ...createEvents<PowerMonitor>('powerMonitor', names, () => powerMonitor).members,
  });
  return powerMonitor;
}

/** `screen`: one display, taken to be large enough for any window. */
export function createScreen(): Screen {
  const area = { x: 0, y: 0, width: 1920, height: 1080 };
  const display = loud<Display>('display', {
    id: 1,
    bounds: area,
    workArea: area,
    size: { width: area.width, height: area.height },
    workAreaSize: { width: area.width, height: area.height },
    scaleFactor: 1,
    rotation: 0,
    internal: false,
  });
  const names = ['display-added', 'display-removed', 'display-metrics-changed'];
  const screen: Screen = loud<Screen>('electron.screen', {
    ...createEvents<Screen>('screen', names, () => screen).members,
    getPrimaryDisplay: () => display,
    getAllDisplays: () => [display],
    getDisplayMatching: () => display,
    getDisplayNearestPoint: () => display,
  });
  return screen;
}

/** `shell`: opens addresses with the desktop's own command, and nothing at all under test. */
export function createShell(): Shell {
  const opener = { darwin: 'open', win32: 'explorer' }[process.platform as string] ?? 'xdg-open';
  const open = (target: string) => {
    if (process.send) return;
    spawn(opener, [target], { detached: true, stdio: 'ignore' })
      .on('error', () => {})
      .unref();
  };
  return loud<Shell>('electron.shell', {
    openExternal: async (url: string) => open(url),
    async openPath(path: string) {
      open(path);
      return '';
    },
    showItemInFolder: (path: string) => open(path),
    beep() {},
  });
}

export function createDialog(): Dialog {
  return loud<Dialog>('electron.dialog', {
    showErrorBox: (title: string, content: string) =>
      void process.stderr.write(`${title}: ${content}\n`),
  });
}

/** `Menu`: kept and never drawn; the browser's own keys do copy, paste and quit. */
export function createMenuClass(): typeof Menu {
  const menuOf = (_template: MenuItemConstructorOptions[]) => loud<Menu>('menu', { items: [] });
  let applicationMenu: Menu | null = null;
  return loudClass<typeof Menu>(
    'electron.Menu',
    {
      buildFromTemplate: (template) => menuOf(template as MenuItemConstructorOptions[]),
      getApplicationMenu: () => applicationMenu,
      setApplicationMenu(menu) {
        applicationMenu = menu;
      },
    },
    () => menuOf([]),
  );
}

/** `safeStorage`: refused. Its keys would be the browser's, and those are not the user's keyring. */
export function createSafeStorage(): SafeStorage {
  const refuse = () => {
    throw new Error('browser host: safeStorage is refused here');
  };
  return loud<SafeStorage>('electron.safeStorage', {
    isEncryptionAvailable: () => false,
    encryptString: refuse,
    decryptString: refuse,
  });
}

/** `clipboard.writeText`, through the page of the first window. */
export function createClipboard(chromium: () => Promise<BrowserContext>): Clipboard {
  let text = '';
  return loud<Clipboard>('electron.clipboard', {
    readText: async () => text,
    async writeText(next: string) {
      text = next;
      const [page] = (await chromium()).pages();
      await page?.evaluate((value) => navigator.clipboard.writeText(value), next);
    },
  });
}

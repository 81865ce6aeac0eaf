import { join } from 'node:path';
import { BrowserWindow, nativeTheme, screen, type WebContents } from 'electron';
import { startPage } from '../page/security.ts';
import type { Clock, Log } from '../ports.ts';
import type { PreferencesOwner } from '../profile/preferences.ts';
import type { SettingsFile } from '../profile/settings.ts';
import { showWhenReady } from './show-when-ready.ts';
import { createWebPreferences } from './web-preferences.ts';
import { firstSize, fitToDisplays, keepPosition, smallestSize } from './window-bounds.ts';

const preload = join(import.meta.dirname, '../preload/index.cjs');

/** `--page` of the renderer's tokens.css, painted before the page loads, so that nothing flashes. */
const background = { dark: '#0a0a0a', light: '#f7f5fb' };

interface MainWindowDeps {
  readonly settings: SettingsFile;
  readonly preferences: PreferencesOwner;
  readonly isPackaged: boolean;
  readonly platform: NodeJS.Platform;
  readonly env: NodeJS.ProcessEnv;
  readonly clock: Pick<Clock, 'schedule'>;
  readonly log: Log;
}

export interface MainWindow {
  open(): void;
  /** Brings the window to the front; for a second copy that was started. */
  focus(): void;
  /** The page's contents; null before the window was opened and after it was closed. */
  getContents(): WebContents | null;
}

/** The application's only window. */
export function createMainWindow(deps: MainWindowDeps): MainWindow {
  const { settings, preferences, isPackaged, platform, env, clock, log } = deps;
  let window: BrowserWindow | null = null;

  const chooseBackground = () =>
    nativeTheme.shouldUseDarkColors ? background.dark : background.light;
  // Under Wayland a program can neither read nor set the position of its windows.
  const isWayland = platform === 'linux' && env['XDG_SESSION_TYPE'] === 'wayland';
  const applyZoom = () => window?.webContents.setZoomFactor(preferences.get().zoom / 100);
  preferences.onChange(applyZoom);
  const primaryArea = () => screen.getPrimaryDisplay().workArea;

  function open(): void {
    const placement = settings.get().window;
    const areas = screen.getAllDisplays().map((display) => display.workArea);
    const smallest = smallestSize(areas);
    const opened = new BrowserWindow({
      ...firstSize(primaryArea()),
      ...(placement && fitToDisplays(placement, areas)),
      minWidth: smallest.width,
      minHeight: smallest.height,
      show: false,
      // Hidden, but the menu's shortcuts still work.
      autoHideMenuBar: true,
      backgroundColor: chooseBackground(),
      webPreferences: {
        ...createWebPreferences(preload, isPackaged),
        zoomFactor: preferences.get().zoom / 100,
      },
    });
    window = opened;
    opened.webContents.on('did-finish-load', applyZoom);
    const show = () => {
      if (placement?.isMaximized) {
        opened.maximize();
      }
      opened.show();
    };
    showWhenReady({ window: opened, clock, show });
    // On Linux the desktop's dark theme may become known only at this point, before the first paint.
    const paint = () => opened.setBackgroundColor(chooseBackground());
    nativeTheme.on('updated', paint);
    const save = () => {
      const now = { ...opened.getNormalBounds(), isMaximized: opened.isMaximized() };
      settings.update({ window: isWayland ? keepPosition(now, placement, primaryArea()) : now });
    };
    opened.on('close', save);
    // Windows ends a session without closing its windows.
    opened.on('session-end', save);
    opened.on('closed', () => {
      nativeTheme.off('updated', paint);
      window = null;
    });
    opened.loadURL(startPage).catch((error: unknown) => {
      log.error('page.not-loaded', error);
    });
  }

  return {
    open,
    focus() {
      if (window?.isMinimized()) {
        window.restore();
      }
      window?.show();
      window?.focus();
    },
    getContents: () => window?.webContents ?? null,
  };
}

import { join } from 'node:path';
import { BrowserWindow, nativeTheme, screen, type WebContents } from 'electron';
import { appOrigin } from '../page/app-origin.ts';
import type { Clock, Log } from '../ports.ts';
import type { SettingsFile } from '../profile/settings.ts';
import { showWhenReady } from './show-when-ready.ts';
import { createWebPreferences } from './web-preferences.ts';
import { defaultSize, fitToDisplays, minimumSize } from './window-bounds.ts';

const preload = join(import.meta.dirname, '../preload/index.cjs');

/** `--page` of the renderer's tokens.css, painted before the page is there, so that nothing flashes. */
const background = { dark: '#0a0a0a', light: '#f7f5fb' };

interface MainWindowDeps {
  readonly settings: SettingsFile;
  readonly isPackaged: boolean;
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
export function createMainWindow({ settings, isPackaged, clock, log }: MainWindowDeps): MainWindow {
  let window: BrowserWindow | null = null;

  function open(): void {
    const placement = settings.get().window;
    const areas = screen.getAllDisplays().map((display) => display.workArea);
    const opened = new BrowserWindow({
      ...defaultSize,
      ...(placement && fitToDisplays(placement, areas)),
      minWidth: minimumSize.width,
      minHeight: minimumSize.height,
      show: false,
      backgroundColor: nativeTheme.shouldUseDarkColors ? background.dark : background.light,
      webPreferences: { ...createWebPreferences(preload, isPackaged) },
    });
    window = opened;
    const show = () => {
      if (placement?.isMaximized) {
        opened.maximize();
      }
      opened.show();
    };
    showWhenReady({ window: opened, clock, show });
    opened.on('close', () => {
      settings.update({
        window: { ...opened.getNormalBounds(), isMaximized: opened.isMaximized() },
      });
    });
    opened.on('closed', () => {
      window = null;
    });
    opened.loadURL(`${appOrigin}/index.html`).catch((error: unknown) => {
      log.error('page not loaded', error);
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

import type { BrowserWindow, BrowserWindowConstructorOptions } from 'electron';
import type { BrowserContext, Page } from 'playwright';
import { loudClass } from '../stand-in/loud.ts';
import { createBrowserWindow, type WindowDeps } from './browser-window.ts';

interface WindowsDeps extends Omit<WindowDeps, 'openPage' | 'onClosed'> {
  chromium(): Promise<BrowserContext>;
  onCreated(window: BrowserWindow): void;
  onLastClosed(): void;
}

export interface Windows {
  BrowserWindow: typeof BrowserWindow;
  all(): BrowserWindow[];
}

/** The class `BrowserWindow` and the windows that are open. */
export function createWindows(deps: WindowsDeps): Windows {
  const windows = new Set<BrowserWindow>();
  let lastId = 0;
  let isFirstPageTaken = false;

  const openPage = async (): Promise<{ context: BrowserContext; page: Page }> => {
    const isFirst = !isFirstPageTaken;
    isFirstPageTaken = true;
    const context = await deps.chromium();
    const [first] = context.pages();
    return { context, page: isFirst && first ? first : await context.newPage() };
  };

  const create = (options?: BrowserWindowConstructorOptions) => {
    const onClosed = (closed: BrowserWindow) => {
      windows.delete(closed);
      if (windows.size === 0) {
        deps.onLastClosed();
      }
    };
    const window = createBrowserWindow({ ...deps, openPage, onClosed }, ++lastId, options);
    windows.add(window);
    deps.onCreated(window);
    return window;
  };

  const all = () => [...windows];
  return {
    all,
    BrowserWindow: loudClass<typeof BrowserWindow>(
      'electron.BrowserWindow',
      {
        getAllWindows: all,
        getFocusedWindow: () => all().find((window) => window.isFocused()) ?? null,
        fromId: (id: number) => all().find((window) => window.id === id) ?? null,
        fromWebContents: (contents) =>
          all().find((window) => window.webContents === contents) ?? null,
      },
      create,
    ),
  };
}

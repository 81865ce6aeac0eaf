import type {
  BrowserWindow,
  BrowserWindowConstructorOptions,
  Rectangle,
  WebContents,
} from 'electron';
import type { BrowserContext, Page } from 'playwright';
import { isHeadless } from '../chromium.ts';
import { createEvents, createPreventable } from '../stand-in/events.ts';
import { loud } from '../stand-in/loud.ts';
import { isUnkind } from '../unkindness.ts';
import type { PageLink } from './page-link.ts';
import { createWebContents, type WebContentsDeps } from './web-contents.ts';
import { checkWindowOptions } from './window-options.ts';

const eventNames = [
  'ready-to-show',
  'show',
  'hide',
  'focus',
  'blur',
  'close',
  'closed',
  'resize',
  'resized',
  'move',
  'moved',
  'maximize',
  'unmaximize',
  'minimize',
  'restore',
  'enter-full-screen',
  'leave-full-screen',
  'page-title-updated',
  'unresponsive',
  'responsive',
  'session-end',
];

export interface WindowDeps extends WebContentsDeps {
  openPage(): Promise<{ context: BrowserContext; page: Page }>;
  onClosed(window: BrowserWindow): void;
  onContents(contents: WebContents): void;
  onAttached(link: PageLink): Promise<void>;
}

type WindowState = 'normal' | 'maximized' | 'minimized' | 'fullscreen';

/** A window that main opens: a page of the size that main asked for, in Chromium's own frame. */
export function createBrowserWindow(
  deps: WindowDeps,
  id: number,
  options: BrowserWindowConstructorOptions = {},
): BrowserWindow {
  checkWindowOptions(options);
  const inner = createWebContents(deps, options.webPreferences ?? {});
  const events = createEvents<BrowserWindow>('browserWindow', eventNames, () => window);
  let bounds: Rectangle = {
    x: options.x ?? 0,
    y: options.y ?? 0,
    width: options.width ?? 800,
    height: options.height ?? 600,
  };
  let state: WindowState = 'normal';
  let isVisible = options.show !== false;
  let isGone = false;
  let title = options.title ?? '';
  let background = options.backgroundColor ?? '#FFFFFF';

  const applyBounds = async (link: PageLink) => {
    const { x, y, width, height } = bounds;
    if (isHeadless()) {
      await link.page.setViewportSize({ width, height });
      return;
    }
    const { windowId } = await link.cdp.send('Browser.getWindowForTarget');
    const position = options.x === undefined ? {} : { left: x, top: y };
    await link.cdp.send('Browser.setWindowBounds', {
      windowId,
      bounds: { width, height, ...position },
    });
  };

  const attached = (async () => {
    const { context, page } = await deps.openPage();
    const link = await inner.attach(context, page);
    page.on('close', () => gone());
    await Promise.all([applyBounds(link), deps.onAttached(link)]);
    return link;
  })();
  // Without a window there is nothing to continue with.
  attached.catch((error: Error) => {
    if (isGone) {
      return;
    }
    process.stderr.write(`${error.stack}\n`);
    process.exit(1);
  });

  const gone = () => {
    if (isGone) {
      return;
    }
    isGone = true;
    inner.destroyed();
    events.emit('closed');
    deps.onClosed(window);
  };
  const close = () => {
    if (isGone) {
      return;
    }
    const event = createPreventable({});
    events.emit('close', event);
    if (!event.defaultPrevented) {
      destroy();
    }
  };
  const destroy = () => {
    const wasGone = isGone;
    gone();
    if (!wasGone) {
      attached.then(({ page }) => page.close()).catch(() => {});
    }
  };
  const setState = (next: WindowState, ...happened: string[]) => {
    if (state === next) {
      return;
    }
    state = next;
    attached
      .then(async ({ cdp }) => {
        if (isHeadless()) {
          return;
        }
        const { windowId } = await cdp.send('Browser.getWindowForTarget');
        await cdp.send('Browser.setWindowBounds', { windowId, bounds: { windowState: next } });
      })
      .catch(() => {});
    for (const event of happened) {
      events.emit(event);
    }
  };
  const show = () => {
    if (isVisible) {
      return;
    }
    isVisible = true;
    events.emit('show');
  };

  let isPainted = false;
  inner.onFirstPaint(() => {
    if (isPainted || isUnkind('never-paints')) {
      return;
    }
    isPainted = true;
    events.emit('ready-to-show');
  });
  inner.onBounds(({ x, y, width, height }) => {
    if (isHeadless() || state !== 'normal') {
      return;
    }
    bounds = { x, y, width, height };
    events.emit('resize');
  });
  inner.contents.on('page-title-updated', (event, text) => {
    title = text;
    events.emit('page-title-updated', event, text, true);
  });

  const window: BrowserWindow = loud<BrowserWindow>('browserWindow', {
    ...events.members,
    id,
    webContents: inner.contents,
    loadURL: inner.load,
    close,
    destroy,
    isDestroyed: () => isGone,
    show,
    showInactive: show,
    hide() {
      if (!isVisible) {
        return;
      }
      isVisible = false;
      events.emit('hide');
    },
    isVisible: () => isVisible,
    focus() {
      inner.contents.focus();
      events.emit('focus');
    },
    isFocused: () => isVisible && !isGone,
    maximize: () => setState('maximized', 'maximize'),
    unmaximize: () => setState('normal', 'unmaximize'),
    isMaximized: () => state === 'maximized',
    minimize: () => setState('minimized', 'minimize'),
    restore: () => setState('normal', 'restore'),
    isMinimized: () => state === 'minimized',
    isFullScreen: () => state === 'fullscreen',
    setFullScreen: (isFull: boolean) =>
      setState(
        isFull ? 'fullscreen' : 'normal',
        isFull ? 'enter-full-screen' : 'leave-full-screen',
      ),
    getBounds: () => ({ ...bounds }),
    getNormalBounds: () => ({ ...bounds }),
    setBounds(next: Partial<Rectangle>) {
      bounds = { ...bounds, ...next };
      attached.then(applyBounds).catch(() => {});
      events.emit('resize');
    },
    getTitle: () => title,
    setTitle(text: string) {
      title = text;
    },
    // Kept but not painted: the page has its own background.
    setBackgroundColor(color: string) {
      background = color;
    },
    getBackgroundColor: () => background,
    // There is no menu bar.
    setMenuBarVisibility() {},
    removeMenu() {},
    setMenu() {},
  });
  deps.onContents(inner.contents);
  return window;
}

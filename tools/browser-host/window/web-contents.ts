import process from 'node:process';
import type { WebContents, WebPreferences, WindowOpenHandlerResponse } from 'electron';
import type { BrowserContext, Page } from 'playwright';
import type { Ipc } from '../modules/ipc-main.ts';
import type { PageMessage } from '../page/preload-world.ts';
import type { PageAddresses } from '../session/page-addresses.ts';
import type { ProtocolStandIn } from '../session/protocol.ts';
import type { SessionStandIn } from '../session/session.ts';
import { createEvents, createPreventable, type Events } from '../stand-in/events.ts';
import { loud } from '../stand-in/loud.ts';
import { createNavigationGuard } from './navigation.ts';
import { tellPageEvents } from './page-events.ts';
import { linkPage, type PageLink } from './page-link.ts';
import { handlePageRequests } from './page-requests.ts';
import { createFrames } from './web-frame.ts';
import { lastPreferencesOf } from './window-options.ts';

const eventNames = [
  'will-navigate',
  'will-frame-navigate',
  'will-redirect',
  'will-attach-webview',
  'did-start-loading',
  'did-stop-loading',
  'did-finish-load',
  'did-fail-load',
  'dom-ready',
  'did-start-navigation',
  'did-navigate',
  'page-title-updated',
  'render-process-gone',
  'console-message',
  // Chromium shows its own menu; the specs emit this event.
  'context-menu',
  'zoom-changed',
  'destroyed',
];

export interface WebContentsDeps {
  addresses: PageAddresses;
  protocol: ProtocolStandIn;
  session: SessionStandIn;
  ipc: Ipc;
}

export interface WebContentsStandIn {
  contents: WebContents;
  events: Events<WebContents>;
  attach(context: BrowserContext, page: Page): Promise<PageLink>;
  load(url: string): Promise<void>;
  destroyed(): void;
  onBounds(listener: (bounds: Electron.Rectangle) => void): void;
  onFirstPaint(listener: () => void): void;
}

let lastId = 0;

/** One page as main sees it. Commands wait until Chromium has the page. */
export function createWebContents(
  deps: WebContentsDeps,
  preferences: WebPreferences,
): WebContentsStandIn {
  const { addresses, ipc, session } = deps;
  const id = ++lastId;
  const frames = createFrames(addresses, 1000 + id);
  const events = createEvents<WebContents>('webContents', eventNames, () => contents);
  const guard = createNavigationGuard({ frames, events });
  let link: PageLink | undefined;
  let isGone = false;
  let title = '';
  let zoom = preferences.zoomFactor ?? 1;
  let windowOpenHandler:
    | ((details: Electron.HandlerDetails) => WindowOpenHandlerResponse)
    | undefined;
  let onBounds = (_bounds: Electron.Rectangle) => {};
  let onFirstPaint = () => {};
  const { promise: linked, resolve: setLinked } = Promise.withResolvers<PageLink>();

  const askForWindow = (message: PageMessage & { kind: 'window-open' }) => {
    const details = {
      url: addresses.toApp(message.target),
      frameName: message.frameName,
      features: message.features,
      disposition: message.disposition as Electron.HandlerDetails['disposition'],
      referrer: { url: '', policy: 'default' as const },
    };
    const answer = windowOpenHandler?.(
      loud<Electron.HandlerDetails>('the details of a new window', details),
    );
    if (answer?.action !== 'deny') {
      process.stderr.write('browser host: a window that the page opens is not known to it\n');
    }
  };

  const onMessage = (message: PageMessage) => {
    const sender = { contents, frame: frames.main() };
    switch (message.kind) {
      case 'invoke':
        void ipc
          .invoke(sender, message.channel, message.args)
          .then(({ ok, value }) => link?.post({ kind: 'reply', id: message.id, ok, value }));
        break;
      case 'send':
        ipc.receive(sender, message.channel, message.args);
        break;
      case 'navigate': {
        const url = addresses.toApp(message.target);
        guard.requestedByPage(frames.mainId(), url);
        if (guard.mayNavigate(frames.mainId(), url, false)) {
          load(url).catch(() => {});
        }
        break;
      }
      case 'window-open':
        askForWindow(message);
        break;
      case 'bounds':
        onBounds(message);
        break;
      case 'failed':
        process.stderr.write(`Unable to load preload script: ${message.message}\n`);
    }
  };

  const load = async (url: string) => {
    const { page } = await linked;
    guard.expect(url);
    events.emit('did-start-loading');
    try {
      await page.goto(addresses.toPage(url), { waitUntil: 'load' });
    } catch (error) {
      events.emit('did-fail-load', createPreventable({}), -2, 'ERR_FAILED', url, true);
      throw new Error(`ERR_FAILED (-2) loading '${url}'`, { cause: error });
    }
  };

  const contents: WebContents = loud<WebContents>('webContents', {
    ...events.members,
    id,
    session: session.session,
    get mainFrame() {
      return frames.main();
    },
    isDestroyed: () => isGone,
    getURL: () => (link ? frames.main().url : ''),
    getTitle: () => title,
    loadURL: load,
    setZoomFactor(factor) {
      zoom = factor;
      void linked.then(({ page }) =>
        page.evaluate(
          (size) => document.documentElement.style.setProperty('zoom', size),
          `${factor}`,
        ),
      );
    },
    getZoomFactor: () => zoom,
    stop: () => void linked.then(({ cdp }) => cdp.send('Page.stopLoading').catch(() => {})),
    reload: () => void linked.then(({ page }) => page.reload().catch(() => {})),
    setWindowOpenHandler(handler) {
      windowOpenHandler = handler;
    },
    send(channel: string, ...args: unknown[]) {
      const encoded = ipc.encodeForPage(channel, args);
      link?.post({ kind: 'event', channel, args: encoded });
    },
    focus: () => void linked.then(({ page }) => page.bringToFront().catch(() => {})),
    // Electron has this member and does not document it.
    ...{ getLastWebPreferences: () => lastPreferencesOf(preferences) },
  });

  return {
    contents,
    events,
    load,
    async attach(context, page) {
      const { preload } = preferences;
      const opened = await linkPage({ context, page, preload, frames, onMessage });
      link = opened;
      tellPageEvents({
        ...opened,
        addresses,
        frames,
        guard,
        events,
        session,
        contents,
        onTitle: (changed) => {
          title = changed;
        },
        onFirstPaint: () => onFirstPaint(),
      });
      await handlePageRequests({
        ...deps,
        cdp: opened.cdp,
        frames,
        contents: () => contents,
        mayNavigate: guard.mayNavigate,
        async beforeDocument(pageUrl) {
          const { origin } = new URL(pageUrl);
          const url = addresses.toApp(pageUrl);
          const permissions = await session.permissions.granted(
            contents,
            url,
            addresses.originOf(url),
          );
          await opened.cdp.send('Browser.grantPermissions', { origin, permissions });
        },
      });
      setLinked(opened);
      return opened;
    },
    destroyed() {
      isGone = true;
      events.emit('destroyed');
    },
    onBounds(listener) {
      onBounds = listener;
    },
    onFirstPaint(listener) {
      onFirstPaint = listener;
    },
  };
}

import process from 'node:process';
import type { WebContents } from 'electron';
import type { PageAddresses } from '../session/page-addresses.ts';
import type { SessionStandIn } from '../session/session.ts';
import { createPreventable, type Events } from '../stand-in/events.ts';
import { loud } from '../stand-in/loud.ts';
import type { NavigationGuard } from './navigation.ts';
import type { PageLink } from './page-link.ts';
import type { Frames } from './web-frame.ts';

interface PageEventsDeps extends Pick<PageLink, 'page' | 'cdp'> {
  addresses: PageAddresses;
  frames: Frames;
  guard: NavigationGuard;
  events: Events<WebContents>;
  session: SessionStandIn;
  contents: WebContents;
  onTitle(title: string): void;
  onFirstPaint(): void;
}

/** Emits in main, as Electron's events, what Chromium reports about a page. */
export function tellPageEvents(deps: PageEventsDeps): void {
  const { page, cdp, addresses, frames, guard, events, session, contents } = deps;
  const { onTitle, onFirstPaint } = deps;

  page.on('domcontentloaded', async () => {
    events.emit('dom-ready', createPreventable({}));
    const title = await page.title().catch(() => null);
    if (title === null) {
      return;
    }
    onTitle(title);
    events.emit('page-title-updated', createPreventable({}), title, true);
  });
  page.on('load', () => {
    events.emit('did-finish-load');
    events.emit('did-stop-loading');
  });
  page.on('crash', () => {
    const details = { reason: 'crashed' as const, exitCode: 1 };
    events.emit('render-process-gone', createPreventable({}), details);
  });
  cdp.on('Page.frameRequestedNavigation', ({ frameId, url }) =>
    guard.requestedByPage(frameId, addresses.toApp(url)),
  );
  cdp.on('Page.frameStartedNavigating', ({ frameId, url: pageUrl, navigationType }) => {
    const url = addresses.toApp(pageUrl);
    const isMainFrame = frameId === frames.mainId();
    const isSameDocument = navigationType === 'sameDocument';
    const frame = frames.find(frameId) ?? null;
    const details = { url, isSameDocument, isMainFrame, frame, initiator: frame };
    const event = loud<Event>('the event of did-start-navigation', createPreventable(details));
    events.emit('did-start-navigation', event, url, isSameDocument, isMainFrame);
  });
  cdp.on('Page.frameNavigated', ({ frame }) => {
    if (!frame.parentId) {
      events.emit('did-navigate', createPreventable({}), addresses.toApp(frame.url), 200, 'OK');
    }
  });
  cdp.on('Page.lifecycleEvent', ({ name, frameId }) => {
    if (name === 'firstPaint' && frameId === frames.mainId()) {
      onFirstPaint();
    }
  });
  page.on('download', (download) => {
    const item = loud<Electron.DownloadItem>('downloadItem', {
      getURL: () => addresses.toApp(download.url()),
      getFilename: () => download.suggestedFilename(),
      cancel() {},
    });
    const event = createPreventable({});
    session.events.emit('will-download', event, item, contents);
    // Chromium refuses all downloads, even if main would allow one.
    if (!event.defaultPrevented) {
      process.stderr.write('browser host: downloads are not known to it\n');
    }
  });
}

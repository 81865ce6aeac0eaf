import { readFileSync } from 'node:fs';
import type { BrowserContext, CDPSession, Page } from 'playwright';
import type { HostMessage, PageMessage } from '../page/preload-world.ts';
import { bindingName, createPageScripts, preloadWorldName, receiverName } from '../page/scripts.ts';
import type { Frames } from './web-frame.ts';

/** A page of Chromium that contains the preload's world. */
export interface PageLink {
  page: Page;
  cdp: CDPSession;
  /** To the preload of the page's current document; dropped if there is none, as in Electron. */
  post(message: HostMessage): void;
}

interface PageLinkDeps {
  context: BrowserContext;
  page: Page;
  preload: string | undefined;
  frames: Frames;
  onMessage(message: PageMessage): void;
}

/**
 * Connects a page: the scripts of both worlds, the binding between preload and host, and the
 * frames.
 */
export async function linkPage(deps: PageLinkDeps): Promise<PageLink> {
  const { context, page, frames } = deps;
  const cdp = await context.newCDPSession(page);
  const worlds = new Map<number, string>();

  cdp.on('Page.frameNavigated', ({ frame }) =>
    frames.navigated({
      id: frame.id,
      ...(frame.parentId !== undefined && { parentId: frame.parentId }),
      pageUrl: frame.url,
      pageOrigin: frame.securityOrigin,
      name: frame.name ?? '',
    }),
  );
  cdp.on('Page.frameDetached', ({ frameId }) => frames.detached(frameId));
  cdp.on('Runtime.executionContextCreated', ({ context: created }) => {
    if (created.name === preloadWorldName) {
      worlds.set(created.id, String(created.auxData?.['frameId']));
    }
  });
  cdp.on('Runtime.executionContextDestroyed', ({ executionContextId }) =>
    worlds.delete(executionContextId),
  );
  cdp.on('Runtime.executionContextsCleared', () => worlds.clear());
  cdp.on('Runtime.bindingCalled', ({ name, payload, executionContextId }) => {
    if (name === bindingName && worlds.has(executionContextId)) {
      deps.onMessage(JSON.parse(payload) as PageMessage);
    }
  });

  const scripts = createPageScripts(deps.preload ? readFileSync(deps.preload, 'utf8') : '');
  const { frameTree } = await cdp.send('Page.getFrameTree');
  frames.navigated({
    id: frameTree.frame.id,
    pageUrl: 'about:blank',
    pageOrigin: 'null',
    name: '',
  });
  await Promise.all([
    cdp.send('Page.enable'),
    cdp.send('Page.setLifecycleEventsEnabled', { enabled: true }),
    cdp.send('Runtime.enable'),
    cdp.send('Runtime.addBinding', { name: bindingName, executionContextName: preloadWorldName }),
    cdp.send('Page.addScriptToEvaluateOnNewDocument', { source: scripts.mainWorld }),
    cdp.send('Page.addScriptToEvaluateOnNewDocument', {
      source: scripts.preloadWorld,
      worldName: preloadWorldName,
    }),
  ]);

  return {
    page,
    cdp,
    post(message) {
      const contextId = [...worlds].find(([, frameId]) => frameId === frames.mainId())?.[0];
      if (contextId === undefined) {
        return;
      }
      const expression = `globalThis.${receiverName}(${JSON.stringify(message)})`;
      // The document may be gone before the message arrives.
      cdp.send('Runtime.evaluate', { contextId, expression }).catch(() => {});
    },
  };
}

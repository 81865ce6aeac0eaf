import { Buffer } from 'node:buffer';
import process from 'node:process';
import type { OnBeforeRequestListenerDetails, WebContents } from 'electron';
import type { CDPSession } from 'playwright';
import type { PageAddresses } from '../session/page-addresses.ts';
import type { ProtocolStandIn } from '../session/protocol.ts';
import type { SessionStandIn } from '../session/session.ts';
import type { Frames } from './web-frame.ts';

/** The fields of Chromium's `Fetch.requestPaused` that are used. */
interface Paused {
  requestId: string;
  frameId: string;
  resourceType: string;
  redirectedRequestId?: string;
  request: { url: string; method: string; headers: Record<string, string>; postData?: string };
}

interface PageRequestsDeps {
  cdp: CDPSession;
  contents: () => WebContents;
  frames: Frames;
  addresses: PageAddresses;
  protocol: ProtocolStandIn;
  session: SessionStandIn;
  /** Asks main's navigation guards. */
  mayNavigate(frameId: string, appUrl: string, isRedirect: boolean): boolean;
  /** Called before a document of the app is served. */
  beforeDocument(pageUrl: string): Promise<void>;
}

const resourceTypes: Record<string, OnBeforeRequestListenerDetails['resourceType']> = {
  Stylesheet: 'stylesheet',
  Script: 'script',
  Image: 'image',
  Font: 'font',
  Media: 'media',
  XHR: 'xhr',
  Fetch: 'xhr',
  Ping: 'ping',
  CSPViolationReport: 'cspReport',
  WebSocket: 'webSocket',
};

/**
 * Every request of a page passes here: navigation guards, then `webRequest`, then the handler that
 * main registered for the scheme. A request that none of them stops is sent to the network.
 */
export async function handlePageRequests(deps: PageRequestsDeps): Promise<void> {
  const { cdp, addresses, frames, protocol, session } = deps;

  const typeOf = ({ resourceType, frameId }: Paused) =>
    resourceType === 'Document'
      ? frameId === frames.mainId()
        ? 'mainFrame'
        : 'subFrame'
      : (resourceTypes[resourceType] ?? 'other');

  const serve = async (paused: Paused, appUrl: string) => {
    const { requestId, request } = paused;
    const handler = protocol.find(appUrl);
    if (!handler) {
      await cdp.send('Fetch.failRequest', { requestId, errorReason: 'Failed' });
      return;
    }
    const body = request.postData === undefined ? {} : { body: request.postData };
    const response = await handler(
      new Request(appUrl, { method: request.method, headers: request.headers, ...body }),
    );
    if (response.type === 'error') {
      await cdp.send('Fetch.failRequest', { requestId, errorReason: 'Failed' });
      return;
    }
    if (paused.resourceType === 'Document' && paused.frameId === frames.mainId()) {
      await deps.beforeDocument(request.url);
    }
    await cdp.send('Fetch.fulfillRequest', {
      requestId,
      responseCode: response.status,
      responseHeaders: Array.from(response.headers, ([name, value]) => ({ name, value })),
      body: Buffer.from(await response.arrayBuffer()).toString('base64'),
    });
  };

  const answer = async (paused: Paused) => {
    const { requestId, request, frameId } = paused;
    const url = addresses.toApp(request.url);
    const isNavigation = paused.resourceType === 'Document';
    if (isNavigation && !deps.mayNavigate(frameId, url, paused.redirectedRequestId !== undefined)) {
      await cdp.send('Fetch.failRequest', { requestId, errorReason: 'Aborted' });
      return;
    }
    const isCancelled = await session.isCancelled({
      url,
      method: request.method,
      resourceType: typeOf(paused),
      referrer: addresses.toApp(request.headers['Referer'] ?? ''),
      contents: deps.contents(),
      frame: frames.find(frameId) ?? null,
    });
    if (isCancelled) {
      await cdp.send('Fetch.failRequest', { requestId, errorReason: 'BlockedByClient' });
    } else if (url !== request.url) {
      await serve(paused, url);
    } else {
      await cdp.send('Fetch.continueRequest', { requestId });
    }
  };

  cdp.on('Fetch.requestPaused', (paused) => {
    answer(paused).catch((error: Error) => {
      // A page that was closed in the meantime needs no answer.
      if (deps.contents().isDestroyed()) {
        return;
      }
      process.stderr.write(`browser host: ${paused.request.url}: ${error.stack}\n`);
      cdp
        .send('Fetch.failRequest', { requestId: paused.requestId, errorReason: 'Failed' })
        .catch(() => {});
    });
  });
  await cdp.send('Fetch.enable', { patterns: [{ urlPattern: '*' }] });
}

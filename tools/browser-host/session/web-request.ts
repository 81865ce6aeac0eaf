import type {
  OnBeforeRequestListenerDetails,
  WebContents,
  WebFrameMain,
  WebRequest,
} from 'electron';
import { loud } from '../stand-in/loud.ts';

type Details = OnBeforeRequestListenerDetails;
type Answer = { cancel?: boolean; redirectURL?: string };
type BeforeRequest = (details: Details, callback: (answer: Answer) => void) => void;

export interface WebRequestStandIn {
  webRequest: WebRequest;
  /** Calls main's listener. A redirect is not supported and throws an error. */
  isCancelled(request: {
    url: string;
    method: string;
    resourceType: Details['resourceType'];
    referrer: string;
    contents?: WebContents;
    frame?: WebFrameMain | null;
  }): Promise<boolean>;
}

const toExpression = (pattern: string) => {
  if (pattern === '<all_urls>') {
    return /^/;
  }
  const escaped = pattern.replaceAll(/[.+?^${}()|[\]\\]/g, '\\$&').replaceAll('*', '.*');
  return new RegExp(`^${escaped}$`);
};

/** `session.webRequest`, with `onBeforeRequest` only. */
export function createWebRequest(): WebRequestStandIn {
  let patterns: RegExp[] = [];
  let listener: BeforeRequest | null = null;
  let count = 0;

  const onBeforeRequest = (...args: unknown[]) => {
    const [filter, given] = args.length > 1 ? args : [{ urls: ['<all_urls>'] }, args[0]];
    patterns = (filter as { urls: string[] }).urls.map(toExpression);
    listener = given as BeforeRequest | null;
  };

  return {
    webRequest: loud<WebRequest>('electron.session.webRequest', { onBeforeRequest }),
    async isCancelled({ contents, frame, ...request }) {
      const ask = listener;
      if (!ask || !patterns.some((pattern) => pattern.test(request.url))) {
        return false;
      }
      const details = {
        id: count++,
        timestamp: Date.now(),
        uploadData: [],
        ...request,
        // Present but undefined for a request of main itself.
        webContentsId: contents?.id,
        webContents: contents,
        frame,
      } as Partial<Details>;
      const answer = await new Promise<Answer>((resolve) =>
        ask(loud<Details>('the details of onBeforeRequest', details), resolve),
      );
      if (answer.redirectURL) {
        throw new Error('browser host: redirectURL is not known to it');
      }
      return answer.cancel === true;
    },
  };
}

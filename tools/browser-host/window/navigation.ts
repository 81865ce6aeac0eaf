import type { WebContents, WebFrameMain } from 'electron';
import { createPreventable, type Events } from '../stand-in/events.ts';
import { loud } from '../stand-in/loud.ts';
import type { Frames } from './web-frame.ts';

type NavigationEvent = 'will-frame-navigate' | 'will-navigate' | 'will-redirect';

interface NavigationDeps {
  frames: Frames;
  events: Events<WebContents>;
}

export interface NavigationGuard {
  /** Main itself loads this address: as in Electron, its guards are not asked. */
  expect(appUrl: string): void;
  /** The page started this navigation, not main or a debugger. */
  requestedByPage(frameId: string, appUrl: string): void;
  mayNavigate(frameId: string, appUrl: string, isRedirect: boolean): boolean;
}

/**
 * `will-frame-navigate`, `will-navigate` and `will-redirect`: true if main does not prevent them.
 */
export function createNavigationGuard({ frames, events }: NavigationDeps): NavigationGuard {
  let expected: string | undefined;
  const asked = new Map<string, string>();

  const isAllowed = (
    name: NavigationEvent,
    url: string,
    frame: WebFrameMain | null,
    isMainFrame: boolean,
  ) => {
    const details = createPreventable({
      url,
      isSameDocument: false,
      isInPlace: false,
      isMainFrame,
      frame,
      initiator: frame,
    });
    const legacy = name === 'will-frame-navigate' ? [] : [url, false, isMainFrame];
    events.emit(name, loud<typeof details>(`the event of ${name}`, details), ...legacy);
    return !details.defaultPrevented;
  };

  return {
    expect(appUrl) {
      expected = appUrl;
    },
    requestedByPage: (frameId, appUrl) => void asked.set(frameId, appUrl),
    mayNavigate(frameId, appUrl, isRedirect) {
      const isMainFrame = frameId === frames.mainId();
      const frame = frames.find(frameId) ?? null;
      if (isRedirect) {
        return isAllowed('will-redirect', appUrl, frame, isMainFrame);
      }
      const isOwn = isMainFrame && appUrl === expected;
      expected = isMainFrame ? undefined : expected;
      const isAskedByPage = asked.get(frameId) === appUrl;
      asked.delete(frameId);
      const isReload = frame?.url === appUrl && !isAskedByPage;
      if (isOwn || isReload) {
        return true;
      }
      return (
        isAllowed('will-frame-navigate', appUrl, frame, isMainFrame) &&
        (!isMainFrame || isAllowed('will-navigate', appUrl, frame, true))
      );
    },
  };
}

import { appOrigin, isAppUrl } from './app-origin.ts';

/** The properties of Electron's `WebFrameMain` that are read. */
export interface SenderFrame {
  readonly url: string;
  readonly origin: string;
  readonly parent: unknown;
  readonly detached: boolean;
  isDestroyed(): boolean;
}

/** The properties of Electron's `IpcMainInvokeEvent` that are read. */
export interface SenderEvent {
  readonly sender: unknown;
  readonly senderFrame: SenderFrame | null;
}

/**
 * Whether a call comes from the page in the main frame of our own window. To be asked before
 * anything is awaited: afterwards the frame may have navigated. The URL alone would let an
 * opaque origin through, the origin alone an `about:blank` that inherited ours.
 */
export function isTrustedSender(event: SenderEvent, ownContents: unknown): boolean {
  const frame = event.senderFrame;
  return (
    ownContents !== null &&
    event.sender === ownContents &&
    frame !== null &&
    !frame.isDestroyed() &&
    !frame.detached &&
    frame.parent === null &&
    frame.origin === appOrigin &&
    isAppUrl(frame.url)
  );
}

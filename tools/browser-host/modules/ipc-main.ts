import { appendFileSync } from 'node:fs';
import type {
  IpcMain,
  IpcMainEvent,
  IpcMainInvokeEvent,
  WebContents,
  WebFrameMain,
} from 'electron';
import { createCodec } from '../page/codec.ts';
import { createEvents } from '../stand-in/events.ts';
import { loud } from '../stand-in/loud.ts';

type Handler = (event: IpcMainInvokeEvent, ...args: unknown[]) => unknown;

export interface Sender {
  contents: WebContents;
  frame: WebFrameMain;
}

export interface Ipc {
  ipcMain: IpcMain;
  /** Answers a page's `invoke`; a refusal has the text that Electron gives the page. */
  invoke(sender: Sender, channel: string, args: string): Promise<{ ok: boolean; value: string }>;
  receive(sender: Sender, channel: string, args: string): void;
  /**
   * Encodes what main sends to a page. Throws, like Electron, for a value that cannot be cloned.
   */
  encodeForPage(channel: string, args: unknown[]): string;
}

/** @param recordFile records every payload, one JSON line each; nothing is recorded without it */
export function createIpc(recordFile?: string): Ipc {
  const codec = createCodec();
  const handlers = new Map<string, Handler>();
  const record = (direction: 'to-main' | 'to-page', channel: string, payload: string) => {
    if (recordFile) {
      appendFileSync(recordFile, `${JSON.stringify({ direction, channel, payload })}\n`);
    }
  };

  const handle = (channel: string, handler: Handler) => {
    if (handlers.has(channel)) {
      throw new Error(`Attempted to register a second handler for '${channel}'`);
    }
    handlers.set(channel, handler);
  };
  const events = createEvents<IpcMain>('ipcMain', 'any', () => ipcMain);
  const ipcMain: IpcMain = loud<IpcMain>('electron.ipcMain', {
    ...events.members,
    handle,
    handleOnce: (channel: string, handler: Handler) =>
      handle(channel, (event, ...args) => {
        handlers.delete(channel);
        return handler(event, ...args);
      }),
    removeHandler: (channel: string) => void handlers.delete(channel),
    // Electron's own name for this table: a test finds the handlers by it in both.
    ...{ _invokeHandlers: handlers },
  });

  const createEvent = ({ contents, frame }: Sender) => ({
    type: 'frame' as const,
    defaultPrevented: false,
    preventDefault() {},
    processId: frame.processId,
    frameId: frame.routingId,
    sender: contents,
    get senderFrame() {
      return frame.isDestroyed() ? null : frame;
    },
  });

  return {
    ipcMain,
    async invoke(sender, channel, args) {
      record('to-main', channel, args);
      try {
        const handler = handlers.get(channel);
        if (!handler) {
          throw new Error(`No handler registered for '${channel}'`);
        }
        const event: Partial<IpcMainInvokeEvent> = createEvent(sender);
        const answer = await handler(
          loud<IpcMainInvokeEvent>('the event of ipcMain.handle', event),
          ...(codec.decode(args) as unknown[]),
        );
        const value = codec.encode(answer);
        record('to-page', channel, value);
        return { ok: true, value };
      } catch (error) {
        const words = new Error(`Error invoking remote method '${channel}': ${error}`);
        words.stack = String(words);
        const value = codec.encode(words);
        record('to-page', channel, value);
        return { ok: false, value };
      }
    },
    receive(sender, channel, args) {
      record('to-main', channel, args);
      const event: Partial<IpcMainEvent> = { ...createEvent(sender), ports: [] };
      events.emit(
        channel,
        loud<IpcMainEvent>('the event of ipcMain.on', event),
        ...(codec.decode(args) as unknown[]),
      );
    },
    encodeForPage(channel, args) {
      const encoded = codec.encode(args);
      record('to-page', channel, encoded);
      return encoded;
    },
  };
}

import type { WebFrameMain } from 'electron';
import type { PageAddresses } from '../session/page-addresses.ts';
import { loud } from '../stand-in/loud.ts';

/** A frame as Chromium's protocol reports it. */
export interface FrameRecord {
  id: string;
  parentId?: string;
  /** The address in Chromium; main sees the app's own address. */
  pageUrl: string;
  pageOrigin: string;
  name: string;
}

export interface Frames {
  /** Records a navigation. A new document is a new frame object, and the old one is destroyed. */
  navigated(record: FrameRecord): void;
  detached(id: string): void;
  find(id: string): WebFrameMain | undefined;
  main(): WebFrameMain;
  mainId(): string;
}

/**
 * The frames of one page. Process and routing ids are invented, because Chromium does not report
 * them.
 */
export function createFrames(addresses: PageAddresses, processId: number): Frames {
  const records = new Map<string, FrameRecord>();
  const frames = new Map<string, WebFrameMain>();
  let count = 1;

  const createFrame = (record: FrameRecord): WebFrameMain => {
    const routingId = count++;
    const isCurrent = () => records.get(record.id) === record;
    const childrenOf = (id: string) =>
      [...records.values()].filter((other) => other.parentId === id).map((other) => at(other.id));
    const frame: WebFrameMain = loud<WebFrameMain>('webFrameMain', {
      routingId,
      processId,
      frameTreeNodeId: routingId,
      frameToken: record.id,
      name: record.name,
      isDestroyed: () => !isCurrent(),
      get detached() {
        return !isCurrent();
      },
      get url() {
        return addresses.toApp(record.pageUrl);
      },
      get origin() {
        return record.pageOrigin === 'null' || record.pageOrigin === '://'
          ? 'null'
          : addresses.originOf(addresses.toApp(`${record.pageOrigin}/`));
      },
      get parent() {
        return record.parentId === undefined ? null : at(record.parentId);
      },
      get top() {
        return mainFrame();
      },
      get frames() {
        return childrenOf(record.id);
      },
      get framesInSubtree(): WebFrameMain[] {
        return [frame, ...childrenOf(record.id).flatMap((child) => child.framesInSubtree)];
      },
    });
    return frame;
  };
  const at = (id: string): WebFrameMain => {
    const frame = frames.get(id);
    if (!frame) {
      throw new Error('Render frame was disposed before WebFrameMain could be accessed');
    }
    return frame;
  };
  const mainRecord = () => [...records.values()].find((record) => record.parentId === undefined);
  const mainFrame = () => at(mainRecord()?.id ?? '');

  return {
    navigated(record) {
      records.set(record.id, record);
      frames.set(record.id, createFrame(record));
    },
    detached(id) {
      records.delete(id);
      frames.delete(id);
    },
    find: (id) => frames.get(id),
    main: mainFrame,
    mainId: () => mainRecord()?.id ?? '',
  };
}

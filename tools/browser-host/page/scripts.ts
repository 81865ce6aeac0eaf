import { randomUUID } from 'node:crypto';
import { createCodec } from './codec.ts';
import { joinWorlds } from './crossing.ts';
import { type MainWorldConfig, setUpMainWorld } from './main-world.ts';
import { type PreloadWorldConfig, setUpPreloadWorld } from './preload-world.ts';

export const preloadWorldName = 'browser-host-preload';
export const bindingName = 'browserHostSend';
export const receiverName = 'browserHostReceive';

/**
 * The source texts that Chromium evaluates at the start of every document, one per world.
 * @param preload the source of the built preload, or an empty string if the window has none
 */
export function createPageScripts(preload: string): { mainWorld: string; preloadWorld: string } {
  const [toMain, toPreload, windowOpen] = [randomUUID(), randomUUID(), randomUUID()];
  const main: MainWorldConfig = { inbox: toMain, outbox: toPreload, windowOpen };
  const isolated: PreloadWorldConfig = {
    inbox: toPreload,
    outbox: toMain,
    windowOpen,
    binding: bindingName,
    receiver: receiverName,
  };
  return {
    mainWorld: `(${setUpMainWorld})(${JSON.stringify(main)}, ${createCodec}, ${joinWorlds})`,
    preloadWorld: `(${setUpPreloadWorld})(${JSON.stringify(isolated)}, ${createCodec}, ${joinWorlds},
      function (require, module, exports) {${preload}
      })`,
  };
}

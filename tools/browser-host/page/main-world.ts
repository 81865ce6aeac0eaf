import type { Codec, Crossing } from './codec.ts';
import type { World } from './crossing.ts';

type JoinWorlds = (
  createCodec: (crossing: Crossing) => Codec,
  inbox: string,
  outbox: string,
  onExpose: (key: string, api: string) => void,
) => World;

/** What the page's main world needs from the host. */
export interface MainWorldConfig {
  inbox: string;
  outbox: string;
  windowOpen: string;
}

/**
 * The page's side of the bridge: puts what the preload exposes on the window, frozen, and passes
 * `window.open` to main's window-open handler (Chromium has no switch for it). Runs in the page
 * from its own source text, before any script of the page.
 */
export function setUpMainWorld(
  config: MainWorldConfig,
  createCodec: (crossing: Crossing) => Codec,
  joinWorlds: JoinWorlds,
): void {
  if (window !== window.top) {
    return;
  }

  const freezeDeep = (value: unknown): void => {
    if ((typeof value !== 'object' && typeof value !== 'function') || value === null) {
      return;
    }
    if (Object.isFrozen(value) || ArrayBuffer.isView(value)) {
      return;
    }
    Object.freeze(value);
    for (const key of Reflect.ownKeys(value)) {
      freezeDeep(Reflect.get(value, key));
    }
  };

  const world = joinWorlds(createCodec, config.inbox, config.outbox, (key, api) => {
    const value = world.codec.decode(api);
    freezeDeep(value);
    Object.defineProperty(window, key, { value, enumerable: true });
  });

  const dispatch = window.dispatchEvent.bind(window);
  const Message = CustomEvent;
  window.open = (url, name, features) => {
    const detail = JSON.stringify({
      url: url ? new URL(url, document.baseURI).href : 'about:blank',
      frameName: name ?? '',
      features: features ?? '',
    });
    dispatch(new Message(config.windowOpen, { detail }));
    return null;
  };
}

import type { Codec, Crossing } from './codec.ts';
import type { World } from './crossing.ts';

/** A message from the preload's world to the host. */
export type PageMessage = { url: string } & (
  | { kind: 'invoke'; id: number; channel: string; args: string }
  | { kind: 'send'; channel: string; args: string }
  | { kind: 'navigate'; target: string }
  | {
      kind: 'window-open';
      target: string;
      frameName: string;
      features: string;
      disposition: string;
    }
  | { kind: 'bounds'; x: number; y: number; width: number; height: number }
  | { kind: 'failed'; message: string }
);

/** A message from the host to the preload's world. */
export type HostMessage =
  | { kind: 'reply'; id: number; ok: boolean; value: string }
  | { kind: 'event'; channel: string; args: string };

export interface PreloadWorldConfig {
  inbox: string;
  outbox: string;
  windowOpen: string;
  binding: string;
  receiver: string;
}

type Listener = (event: unknown, ...args: unknown[]) => void;

/**
 * The preload's world: an isolated world of the document, as in Electron. Runs the preload with a
 * `require` that gives `electron` with `contextBridge` and `ipcRenderer` and nothing else.
 * Runs in the page from its own source text, before any script of the page.
 */
export function setUpPreloadWorld(
  config: PreloadWorldConfig,
  createCodec: (crossing?: Crossing) => Codec,
  joinWorlds: (
    createCodec: (crossing: Crossing) => Codec,
    inbox: string,
    outbox: string,
    onExpose: (key: string, api: string) => void,
  ) => World,
  runPreload: (require: (name: string) => unknown, module: object, exports: object) => void,
): void {
  if (window !== window.top) {
    return;
  }
  const toHost = Reflect.get(globalThis, config.binding) as (text: string) => void;
  const report = (message: Record<string, unknown>) =>
    toHost(JSON.stringify({ url: document.URL, ...message }));

  const codec = createCodec();
  const listeners = new Map<string, { listener: Listener; once: boolean }[]>();
  const waiting = new Map<number, (ok: boolean, value: unknown) => void>();
  const exposed = new Set<string>();
  let count = 0;

  const world = joinWorlds(createCodec, config.inbox, config.outbox, () => {
    throw new Error('browser host: only a preload may expose');
  });

  const loud = <T extends object>(name: string, members: T): T =>
    new Proxy(members, {
      get(target, key) {
        if (typeof key === 'symbol' || key in target) {
          return Reflect.get(target, key);
        }
        throw new Error(`browser host: ${name}.${key} is not known to it`);
      },
    });

  const add = (channel: string, listener: Listener, once: boolean) => {
    listeners.set(channel, [...(listeners.get(channel) ?? []), { listener, once }]);
    return ipcRenderer;
  };
  const remove = (channel: string, listener: Listener) => {
    const kept = [...(listeners.get(channel) ?? [])];
    const index = kept.findLastIndex((entry) => entry.listener === listener);
    if (index >= 0) {
      kept.splice(index, 1);
    }
    listeners.set(channel, kept);
    return ipcRenderer;
  };
  const ipcRenderer: object = loud('ipcRenderer', {
    invoke: (channel: string, ...args: unknown[]) =>
      new Promise((resolve, reject) => {
        const id = count++;
        const encoded = codec.encode(args);
        waiting.set(id, (ok, value) => (ok ? resolve(value) : reject(value)));
        report({ kind: 'invoke', id, channel, args: encoded });
      }),
    send: (channel: string, ...args: unknown[]) =>
      report({ kind: 'send', channel, args: codec.encode(args) }),
    on: (channel: string, listener: Listener) => add(channel, listener, false),
    addListener: (channel: string, listener: Listener) => add(channel, listener, false),
    once: (channel: string, listener: Listener) => add(channel, listener, true),
    off: remove,
    removeListener: remove,
    removeAllListeners(channel: string) {
      listeners.delete(channel);
      return ipcRenderer;
    },
  });

  const contextBridge = loud('contextBridge', {
    exposeInMainWorld(key: string, api: unknown) {
      if (exposed.has(key)) {
        throw new Error('Cannot bind an API on top of an existing property on the window object');
      }
      exposed.add(key);
      world.send({ kind: 'expose', key, api: world.codec.encode(api) });
    },
  });

  const receive = (message: HostMessage) => {
    if (message.kind === 'reply') {
      waiting.get(message.id)?.(message.ok, codec.decode(message.value));
      waiting.delete(message.id);
      return;
    }
    const args = codec.decode(message.args) as unknown[];
    for (const { listener, once } of listeners.get(message.channel) ?? []) {
      if (once) {
        remove(message.channel, listener);
      }
      listener({ sender: ipcRenderer, ports: [] }, ...args);
    }
  };
  Object.defineProperty(globalThis, config.receiver, { value: receive });

  const require = (name: string) => {
    if (name === 'electron') {
      return loud('electron (preload)', { contextBridge, ipcRenderer });
    }
    throw new Error(`module not found: ${name}`);
  };
  try {
    const module = { exports: {} };
    runPreload(require, module, module.exports);
  } catch (error) {
    report({
      kind: 'failed',
      message: error instanceof Error ? String(error.stack) : String(error),
    });
  }

  // Chromium's request interception sees only http; other navigations of a page are seen here.
  window.navigation.addEventListener('navigate', (event) => {
    const target = event.destination.url;
    // Electron does not ask about `about:` either: such an address has no loader that could ask.
    if (event.destination.sameDocument || /^(https?|about):/.test(target)) {
      return;
    }
    event.preventDefault();
    report({ kind: 'navigate', target });
  });

  const askForWindow = (target: string, frameName: string, features: string, disposition: string) =>
    report({ kind: 'window-open', target, frameName, features, disposition });
  window.addEventListener(config.windowOpen, (event) => {
    const { url, frameName, features } = JSON.parse(
      (event as CustomEvent<string>).detail,
    ) as Record<'url' | 'frameName' | 'features', string>;
    askForWindow(url, frameName, features, features ? 'new-window' : 'foreground-tab');
  });

  const opensWindow = (target: string) => target !== '' && !/^_(self|top|parent)$/i.test(target);
  const onClick = (event: MouseEvent) => {
    const link = event.composedPath().find((node) => node instanceof HTMLAnchorElement);
    if (!link?.href || event.defaultPrevented || event.button > 1) {
      return;
    }
    const isBackground = event.button === 1 || event.ctrlKey || event.metaKey;
    if (!isBackground && !event.shiftKey && !opensWindow(link.target)) {
      return;
    }
    event.preventDefault();
    const disposition = isBackground
      ? 'background-tab'
      : event.shiftKey
        ? 'new-window'
        : 'foreground-tab';
    askForWindow(link.href, link.target, '', disposition);
  };
  window.addEventListener('click', onClick);
  window.addEventListener('auxclick', onClick);
  window.addEventListener('submit', (event) => {
    const form = event.target;
    if (!(form instanceof HTMLFormElement) || event.defaultPrevented) {
      return;
    }
    const submitter = event.submitter as HTMLButtonElement | null;
    const target = submitter?.formTarget || form.target;
    if (!opensWindow(target)) {
      return;
    }
    event.preventDefault();
    askForWindow(submitter?.formAction || form.action, target, '', 'foreground-tab');
  });

  const reportBounds = () =>
    report({
      kind: 'bounds',
      x: window.screenX,
      y: window.screenY,
      width: window.outerWidth,
      height: window.outerHeight,
    });
  window.addEventListener('resize', reportBounds);
}

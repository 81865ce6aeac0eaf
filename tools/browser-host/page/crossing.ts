import type { Codec, Crossing } from './codec.ts';

/** A message between the page's world and the preload's. */
export type CrossingMessage =
  | { kind: 'call'; id: number; args: string }
  | { kind: 'reply'; ok: boolean; value: string }
  | { kind: 'settle'; id: number; ok: boolean; value: string }
  | { kind: 'expose'; key: string; api: string };

export interface World {
  codec: Codec;
  send(message: CrossingMessage): void;
}

/**
 * One end of the connection between the two JavaScript worlds of a document, which share only the
 * DOM: text in events of the window, delivered synchronously like Electron's contextBridge calls.
 * The names of the events cannot be guessed. Runs in the page from its own source text: it must not
 * refer to anything outside itself.
 */
export function joinWorlds(
  createCodec: (crossing: Crossing) => Codec,
  inbox: string,
  outbox: string,
  onExpose: (key: string, api: string) => void,
): World {
  // Taken before any script of the page runs, so that the page cannot replace them.
  const dispatch = window.dispatchEvent.bind(window);
  const Message = CustomEvent;
  const parse = JSON.parse;
  const stringify = JSON.stringify;
  const own = new Map<number, (...args: unknown[]) => unknown>();
  const ownIds = new WeakMap<object, number>();
  const theirs = new WeakMap<object, number>();
  const proxies = new Map<number, WeakRef<object>>();
  const settlers = new Map<number, (ok: boolean, value: unknown) => void>();
  let count = 0;
  let reply: { ok: boolean; value: string } | undefined;

  const send = (message: CrossingMessage) =>
    void dispatch(new Message(outbox, { detail: stringify(message) }));

  const callOther = (id: number, args: unknown[]) => {
    send({ kind: 'call', id, args: codec.encode(args) });
    const answer = reply;
    reply = undefined;
    if (!answer) {
      throw new Error('browser host: the other world did not answer');
    }
    const value = codec.decode(answer.value);
    if (answer.ok) {
      return value;
    }
    throw value;
  };

  // An error crosses with its message only, as in Electron.
  const plainError = (error: unknown) => {
    const wrapped = new Error(error instanceof Error ? error.message : String(error));
    wrapped.stack = error instanceof Error ? String(error.stack) : '';
    return wrapped;
  };

  const codec = createCodec({
    encodeFunction(value) {
      const foreign = theirs.get(value);
      if (foreign !== undefined) {
        return ['yours', foreign];
      }
      const id = ownIds.get(value) ?? count++;
      ownIds.set(value, id);
      own.set(id, value);
      return ['mine', id];
    },
    decodeFunction(reference) {
      const [owner, id] = reference as ['mine' | 'yours', number];
      if (owner === 'yours') {
        return own.get(id);
      }
      const known = proxies.get(id)?.deref();
      if (known) {
        return known;
      }
      const proxy = (...args: unknown[]) => callOther(id, args);
      theirs.set(proxy, id);
      proxies.set(id, new WeakRef(proxy));
      return proxy;
    },
    encodePromise(value) {
      const id = count++;
      const settle = (ok: boolean, result: unknown) =>
        send({ kind: 'settle', id, ok, value: codec.encode(ok ? result : plainError(result)) });
      value.then((result) => settle(true, result)).catch((error) => settle(false, error));
      return id;
    },
    decodePromise: (reference) =>
      new Promise((resolve, reject) => {
        settlers.set(reference as number, (ok, value) => (ok ? resolve(value) : reject(value)));
      }),
  });

  const answer = (id: number, args: string) => {
    try {
      const value = own.get(id)?.(...(codec.decode(args) as unknown[]));
      send({ kind: 'reply', ok: true, value: codec.encode(value) });
    } catch (error) {
      send({ kind: 'reply', ok: false, value: codec.encode(plainError(error)) });
    }
  };

  window.addEventListener(inbox, (event) => {
    event.stopImmediatePropagation();
    const message = parse((event as CustomEvent<string>).detail) as CrossingMessage;
    if (message.kind === 'call') {
      answer(message.id, message.args);
    } else if (message.kind === 'reply') {
      reply = message;
    } else if (message.kind === 'expose') {
      onExpose(message.key, message.api);
    } else {
      settlers.get(message.id)?.(message.ok, codec.decode(message.value));
      settlers.delete(message.id);
    }
  });
  return { codec, send };
}

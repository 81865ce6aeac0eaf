import { EventEmitter } from 'node:events';

export type Listener = (...args: never[]) => void;

export interface Events<Owner> {
  emit(event: string, ...args: unknown[]): boolean;
  hasListener(event: string): boolean;
  /** The members of an event emitter, to be spread into a stand-in. */
  members: EventMembers<Owner>;
}

export interface EventMembers<Owner> {
  on(event: string, listener: Listener): Owner;
  once(event: string, listener: Listener): Owner;
  addListener(event: string, listener: Listener): Owner;
  off(event: string, listener: Listener): Owner;
  removeListener(event: string, listener: Listener): Owner;
  removeAllListeners(event?: string): Owner;
  emit(event: string, ...args: unknown[]): boolean;
  listenerCount(event: string): number;
}

/**
 * The events of a stand-in. Listening to one that is not in `known` throws: this host must not have
 * listeners that are silently never called. If the application chooses the names of its events, as
 * for channels, any name is known.
 */
export function createEvents<Owner>(
  name: string,
  known: readonly string[] | 'any',
  owner: () => Owner,
): Events<Owner> {
  const emitter = new EventEmitter();
  const checked = (event: string) => {
    if (known === 'any' || known.includes(event)) {
      return event;
    }
    throw new Error(`browser host: the event "${event}" of ${name} is not known to it`);
  };
  const chain =
    (act: (event: string, listener: (...args: unknown[]) => void) => unknown) =>
    (event: string, listener: Listener) => {
      act(checked(event), listener as unknown as (...args: unknown[]) => void);
      return owner();
    };
  const on = chain((event, listener) => emitter.on(event, listener));
  const off = chain((event, listener) => emitter.off(event, listener));
  const emit = (event: string, ...args: unknown[]) => emitter.emit(checked(event), ...args);
  return {
    emit,
    hasListener: (event) => emitter.listenerCount(checked(event)) > 0,
    members: {
      on,
      addListener: on,
      once: chain((event, listener) => emitter.once(event, listener)),
      off,
      removeListener: off,
      removeAllListeners(event) {
        if (event === undefined) {
          emitter.removeAllListeners();
        } else {
          emitter.removeAllListeners(checked(event));
        }
        return owner();
      },
      emit,
      listenerCount: (event) => emitter.listenerCount(event),
    },
  };
}

/** An event object whose default action a listener can prevent, with Electron's two members. */
export function createPreventable<T extends object>(
  details: T,
): T & { defaultPrevented: boolean; preventDefault(): void } {
  const event = {
    ...details,
    defaultPrevented: false,
    preventDefault() {
      event.defaultPrevented = true;
    },
  };
  return event;
}

import { useEffect, useEffectEvent } from 'react';

/** Layers that close on Escape themselves; the innermost one takes the key. */
const openLayer = 'dialog[open], :popover-open';

/**
 * Calls `onEscape` when Escape is pressed while `isActive`, unless the key belongs to an open
 * dialog or menu, to an input method, or was handled already.
 */
export function useEscape(isActive: boolean, onEscape: () => void): void {
  const press = useEffectEvent((event: KeyboardEvent) => {
    if (event.key !== 'Escape' || event.defaultPrevented || event.isComposing) {
      return;
    }
    if (document.querySelector(openLayer) === null) {
      onEscape();
    }
  });
  useEffect(() => {
    if (!isActive) {
      return;
    }
    const listen = (event: KeyboardEvent) => press(event);
    document.addEventListener('keydown', listen);
    return () => document.removeEventListener('keydown', listen);
  }, [isActive]);
}

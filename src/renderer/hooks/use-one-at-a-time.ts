import { useRef, useState } from 'react';

/**
 * An action that runs once at a time: a call while it is running does nothing. The action must not reject.
 */
export function useOneAtATime<Args extends readonly unknown[]>(
  action: (...args: Args) => Promise<unknown>,
) {
  // Two clicks may come before React renders again: the state alone would let both through.
  const isOut = useRef(false);
  const [isRunning, setIsRunning] = useState(false);
  const run = async (...args: Args): Promise<void> => {
    if (isOut.current) {
      return;
    }
    isOut.current = true;
    setIsRunning(true);
    await action(...args);
    isOut.current = false;
    setIsRunning(false);
  };
  return { isRunning, run };
}

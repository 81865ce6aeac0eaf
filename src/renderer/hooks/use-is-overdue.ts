import { useEffect, useState } from 'react';

/** True once `isActive` has held for `delayMs` milliseconds; false again when it ends. */
export function useIsOverdue(isActive: boolean, delayMs: number): boolean {
  const [isOverdue, setIsOverdue] = useState(false);
  useEffect(() => {
    if (!isActive) return;
    const timer = setTimeout(() => setIsOverdue(true), delayMs);
    return () => {
      clearTimeout(timer);
      setIsOverdue(false);
    };
  }, [isActive, delayMs]);
  return isOverdue;
}

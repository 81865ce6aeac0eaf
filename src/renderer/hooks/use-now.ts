import { useEffect, useState } from 'react';

/**
 * The time in epoch milliseconds, renewed every `intervalMs`; null holds no timer.
 */
export function useNow(intervalMs: number | null): number {
  const [now, setNow] = useState(Date.now);
  useEffect(() => {
    if (intervalMs === null) {
      return;
    }
    const update = () => setNow(Date.now());
    update();
    const timer = setInterval(update, intervalMs);
    return () => clearInterval(timer);
  }, [intervalMs]);
  return now;
}

import { useState } from 'react';
import { secondsUntil } from '../i18n/format/waits.ts';
import { useNow } from './use-now.ts';

/**
 * Whole seconds until `dueAt` in epoch milliseconds, counted down to 0; null is due already. A clock
 * that is set back makes the wait no longer than it was at first, so a new wait needs a new key.
 */
export function useSecondsUntil(dueAt: number | null): number {
  const now = useNow(dueAt === null ? null : 1000);
  const left = dueAt === null ? 0 : secondsUntil(dueAt, now);
  const [longest] = useState(left);
  return Math.min(left, longest);
}

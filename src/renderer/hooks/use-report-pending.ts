import { useEffect } from 'react';

/** Tells the parent whether something is in progress here; what is gone is not. */
export function useReportPending(
  isPending: boolean,
  onPending: (isPending: boolean) => void,
): void {
  useEffect(() => {
    if (!isPending) {
      return;
    }
    onPending(true);
    return () => onPending(false);
  }, [isPending, onPending]);
}

/** How to abandon each pending request, by the signal that ends it. */
const underWay = new WeakMap<AbortSignal, Set<() => void>>();

/**
 * The pending requests that `signal` ends; callers add and delete their own. They share one listener,
 * because adding a listener to a signal first compares it with all the others.
 */
export function requestsOf(signal: AbortSignal): Set<() => void> {
  const known = underWay.get(signal);
  if (known !== undefined) {
    return known;
  }
  const requests = new Set<() => void>();
  underWay.set(signal, requests);
  const abandonAll = () => {
    for (const abandon of requests) {
      abandon();
    }
  };
  signal.addEventListener('abort', abandonAll, { once: true });
  return requests;
}

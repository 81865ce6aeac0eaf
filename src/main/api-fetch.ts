import type { Net } from 'electron';

/**
 * Chromium's fetch, for the system's proxy and certificate store. No cookies and no cache:
 * an answer of the API is never written to disk.
 */
export function createApiFetch(net: Pick<Net, 'fetch'>): typeof fetch {
  return (input, init) =>
    net.fetch(input instanceof URL ? input.href : input, {
      ...init,
      credentials: 'omit',
      cache: 'no-store',
    });
}

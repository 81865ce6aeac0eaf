import type { LinkId } from '@mytone/shared/links.ts';

/**
 * Opens a page in the user's browser by its name. The renderer cannot hand over an address:
 * the list below is all there is.
 */
export function createLinkOpener(
  apiOrigin: string,
  openExternal: (url: string) => Promise<void>,
): (id: LinkId) => Promise<void> {
  const addresses = { service: `${apiOrigin}/` } satisfies Record<LinkId, string>;
  return (id) => openExternal(addresses[id]);
}

import type { LinkId } from '@mytone/shared/links.ts';

/**
 * Opens a page in the user's browser by its name. The renderer cannot pass an address: only the
 * pages of the list below can be opened.
 */
export function createLinkOpener(
  apiOrigin: string,
  openExternal: (url: string) => Promise<void>,
): (id: LinkId) => Promise<void> {
  const addresses = { service: `${apiOrigin}/` } satisfies Record<LinkId, string>;
  return (id) => openExternal(addresses[id]);
}

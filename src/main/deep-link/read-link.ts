/** The scheme that the packages register (electron-builder.yml). */
export const linkScheme = 'mytone';

/** What a link, or the arguments of a copy, contain: a token, nothing, or a reason to ignore it. */
export type LinkReading =
  | { readonly kind: 'reset-password'; readonly token: string }
  | { readonly kind: 'none' }
  | { readonly kind: 'refused'; readonly why: 'unknown' | 'several' };

/** How Windows and Linux desktops pass a link: as its own argument, not as the value of an option. */
const linkArgument = /^mytone:/i;

/**
 * The only supported link. The token contains only characters that need no escaping in a URL
 * (RFC 3986, "unreserved"), so that nothing has to be decoded. Windows may add the slash.
 */
const resetLink = /^mytone:\/\/reset-password\/?\?token=([\w.~-]{1,1024})$/;

/** Reads a link. Any website or mail may have made it up. */
export function readLink(link: string): Exclude<LinkReading, { kind: 'none' }> {
  const token = resetLink.exec(link)?.[1];
  return token === undefined
    ? { kind: 'refused', why: 'unknown' }
    : { kind: 'reset-password', token };
}

/** Reads the link in the arguments of this copy, or of a second one; more than one is refused. */
export function readLinkIn(argv: readonly string[]): LinkReading {
  const links = argv.filter((argument) => linkArgument.test(argument));
  const [link] = links;
  if (link === undefined) {
    return { kind: 'none' };
  }
  return links.length === 1 ? readLink(link) : { kind: 'refused', why: 'several' };
}

/**
 * True if an option follows a link. The system puts a link last, so such an option came from the
 * link, not from the user, and might name another API.
 */
export function hasOptionAfterLink(argv: readonly string[]): boolean {
  const first = argv.findIndex((argument) => linkArgument.test(argument));
  return first !== -1 && argv.slice(first + 1).some((argument) => /^[-/]/.test(argument));
}

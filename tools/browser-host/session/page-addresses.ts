/**
 * Chromium cannot navigate to the app's own scheme. Each registered scheme gets https addresses
 * that no name server knows; main gets the app's own address, the page has the other.
 */
export interface PageAddresses {
  claim(scheme: string): void;
  isClaimed(scheme: string): boolean;
  /** `app://name/path` → `https://name.app.invalid/path`; other addresses come back unchanged. */
  toPage(address: string): string;
  /** The way back; other addresses come back unchanged. */
  toApp(address: string): string;
  /** The origin as Electron reports it for a standard scheme: `app://name`. */
  originOf(appAddress: string): string;
}

export function createPageAddresses(): PageAddresses {
  const schemes = new Set<string>();
  const schemeOf = (address: string) =>
    /^([a-z][a-z0-9+.-]*):/i.exec(address)?.[1]?.toLowerCase() ?? '';

  return {
    claim: (scheme) => void schemes.add(scheme),
    isClaimed: (scheme) => schemes.has(scheme),
    toPage(address) {
      const scheme = schemeOf(address);
      if (!schemes.has(scheme)) {
        return address;
      }
      const host = /^[^/]*\/\/([^/?#]*)/.exec(address)?.[1] ?? '';
      const rest = address.slice(address.indexOf('//') + 2 + host.length);
      return `https://${host}.${scheme}.invalid${rest}`;
    },
    toApp(address) {
      const match = /^https:\/\/([^/?#]*)\.([a-z0-9+-]+)\.invalid(?=[/?#]|$)/.exec(address);
      const [origin, host, scheme] = match ?? [];
      if (!origin || !scheme || !schemes.has(scheme)) {
        return address;
      }
      return `${scheme}://${host}${address.slice(origin.length)}`;
    },
    originOf(appAddress) {
      const scheme = schemeOf(appAddress);
      if (schemes.has(scheme)) {
        return `${scheme}://${new URL(appAddress).host}`;
      }
      return URL.canParse(appAddress) ? new URL(appAddress).origin : 'null';
    },
  };
}

import { BlockList, isIPv4, isIPv6 } from 'node:net';

/** `::ffff:192.0.2.1`, as the URL parser writes it: the IPv4 address in two groups. */
const mapped = /^::ffff:([\da-f]{1,4}):([\da-f]{1,4})$/;

function dotted(high: string, low: string): string {
  const bits = (Number.parseInt(high, 16) << 16) | Number.parseInt(low, 16);
  return [24, 16, 8, 0].map((shift) => (bits >>> shift) & 0xff).join('.');
}

/** An address without the port and the zone that some proxies add: `192.0.2.1:5678`, `[::1]:443`. */
function bareAddress(address: string): string {
  const given = address.trim();
  const [, inBrackets, beforePort] = /^(?:\[([^\]]*)\](?::\d+)?|([\d.]+):\d+)$/.exec(given) ?? [];
  const [bare = ''] = (inBrackets ?? beforePort ?? given).split('%', 1);
  return bare;
}

/**
 * One IPv4 address, or the /64 network that a single IPv6 household or server has; the same text
 * for every spelling of it. Anything that is not an address is returned unchanged.
 */
export function networkOf(address: string): string {
  const bare = bareAddress(address);
  if (!isIPv6(bare)) {
    return isIPv4(bare) ? bare : address;
  }
  const canonical = new URL(`http://[${bare}]/`).hostname.slice(1, -1);
  const [, high, low] = mapped.exec(canonical) ?? [];
  if (high !== undefined && low !== undefined) {
    return dotted(high, low);
  }
  const [head = '', tail] = canonical.split('::');
  const groups = head === '' ? [] : head.split(':');
  const rest = tail === undefined || tail === '' ? [] : tail.split(':');
  const zeros = Array.from({ length: Math.max(0, 8 - groups.length - rest.length) }, () => '0');
  return [...groups, ...zeros, ...rest].slice(0, 4).join(':');
}

/** Whether an address is in `entries`: addresses, or networks such as `10.0.0.0/8`. */
export function createNetworkList(entries: readonly string[]): (address: string) => boolean {
  const list = new BlockList();
  for (const entry of entries) {
    const [address = '', bits] = entry.split('/');
    const family = isIPv6(address) ? 'ipv6' : 'ipv4';
    if (bits === undefined) {
      list.addAddress(address, family);
    } else {
      list.addSubnet(address, Number(bits), family);
    }
  }
  return (address) => {
    const bare = bareAddress(address);
    return list.check(bare, isIPv6(bare) ? 'ipv6' : 'ipv4');
  };
}

import { networkInterfaces } from 'node:os';
import type { Net } from 'electron';
import { loud } from './loud.ts';
import type { SessionRoom } from './session.ts';

/** `net.fetch` is Node's fetch, without cookies; `webRequest` is asked first, as in Electron. */
export function createNet({ isCancelled }: Pick<SessionRoom, 'isCancelled'>): Net {
  const isOnline = () =>
    Object.values(networkInterfaces()).some((list) => list?.some(({ internal }) => !internal));
  return loud<Net>('electron.net', {
    isOnline,
    get online() {
      return isOnline();
    },
    async fetch(input: string | Request, init?: RequestInit) {
      const request = new Request(input, init);
      const { url, method, referrer } = request;
      if (await isCancelled({ url, method, referrer, resourceType: 'other' })) {
        throw new TypeError('fetch failed', { cause: new Error('net::ERR_BLOCKED_BY_CLIENT') });
      }
      // Not `input`: its body, if any, is the request's now.
      return fetch(request);
    },
  });
}

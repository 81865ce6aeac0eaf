/**
 * How many connections Chromium opens to one host over HTTP/1.1
 * (`net/socket/client_socket_pool_manager.cc`).
 */
const mostPerHost = 6;

export interface ConnectionPool {
  /** Resolves with a function that returns the connection; calling it again does nothing. */
  take(origin: string, signal: AbortSignal): Promise<() => void>;
}

/** Chromium's limit: a request above it waits until another one has returned its connection. */
export function createConnectionPool(): ConnectionPool {
  const hosts = new Map<string, { taken: number; waiting: (() => void)[] }>();

  return {
    async take(origin, signal) {
      const host = hosts.get(origin) ?? { taken: 0, waiting: [] };
      hosts.set(origin, host);
      if (host.taken >= mostPerHost) {
        await new Promise<void>((resolve) => host.waiting.push(resolve));
      } else {
        host.taken += 1;
      }
      let isGivenBack = false;
      const giveBack = () => {
        if (isGivenBack) {
          return;
        }
        isGivenBack = true;
        const next = host.waiting.shift();
        if (next) {
          next();
        } else {
          host.taken -= 1;
        }
      };
      signal.addEventListener('abort', giveBack, { once: true });
      if (signal.aborted) {
        giveBack();
      }
      return giveBack;
    },
  };
}

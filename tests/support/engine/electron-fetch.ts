const connectionsPerHost = 6;

/**
 * Puts the differences of Electron's `net.fetch` in front of a fetch: a redirect that must not be
 * followed is an error without a code, a host has six connections, and a body that is cancelled
 * keeps its own until the request is aborted.
 */
export function createElectronFetch(fetch: typeof globalThis.fetch): typeof globalThis.fetch {
  const open = new Set<Request>();
  return async (input, init) => {
    const request = new Request(input, init);
    // Waits for a connection that is never released.
    if (open.size === connectionsPerHost) {
      return new Promise(() => {});
    }
    open.add(request);
    const release = () => void open.delete(request);
    request.signal.addEventListener('abort', release, { once: true });
    const response = await fetch(request).catch((error: unknown) => {
      release();
      throw error;
    });
    const { status, statusText, headers } = response;
    if (status >= 300 && status < 400 && request.redirect === 'manual') {
      release();
      throw new Error('Redirect was cancelled');
    }
    if (response.body === null) {
      release();
      return response;
    }
    const reader = response.body.getReader();
    const body = new ReadableStream<Uint8Array>({
      async pull(controller) {
        const { done, value } = await reader.read();
        if (!done) {
          return controller.enqueue(value);
        }
        release();
        controller.close();
      },
    });
    return new Response(body, { status, statusText, headers });
  };
}

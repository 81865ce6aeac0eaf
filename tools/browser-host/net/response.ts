import { toChromiumError } from './chromium-errors.ts';

export const nullBodyStatuses = [101, 204, 205, 304];
const redirectStatuses = [301, 302, 303, 307, 308];

/**
 * How much Chromium reads before the application asks for it, and keeps reading after the body was
 * cancelled.
 */
const readAheadBytes = 512 * 1024;

/**
 * An empty location counts as none, as in Chromium (`net/http/http_response_headers.cc`,
 * `IsRedirect`).
 */
export function isRedirect({ status, headers }: Response): boolean {
  return redirectStatuses.includes(status) && Boolean(headers.get('location'));
}

/**
 * The response as Electron builds it from Chromium's (`lib/browser/api/net-fetch.ts`): without an
 * address, and with a body whose `cancel()` does not reach the connection. Throws, like Electron,
 * for a header above U+00FF, which Chromium reads as UTF-8, and for an unusual status.
 */
export function rebuildResponse(response: Response, isHead: boolean, onEnd: () => void): Response {
  const headers = new Headers();
  for (const [name, value] of response.headers) {
    headers.set(name, Buffer.from(value, 'latin1').toString('utf8'));
  }
  const { status, statusText } = response;
  if (isHead || nullBodyStatuses.includes(status) || !response.body) {
    onEnd();
    return new Response(null, { status, statusText, headers });
  }
  const body = passOn(response.body.getReader(), onEnd);
  return new Response(body, { status, statusText, headers });
}

const isAbort = (error: unknown) => error instanceof Error && error.name === 'AbortError';

function passOn(reader: ReadableStreamDefaultReader<Uint8Array>, onEnd: () => void) {
  let readBytes = 0;
  let isCancelled = false;

  const read = async () => {
    try {
      const part = await reader.read();
      readBytes += part.value?.byteLength ?? 0;
      if (part.done) {
        onEnd();
      }
      return part;
    } catch (error) {
      onEnd();
      throw isAbort(error) ? error : toChromiumError(error);
    }
  };
  const readAhead = async () => {
    while (readBytes < readAheadBytes && !(await read()).done) {}
  };
  const source: UnderlyingDefaultSource<Uint8Array> = {
    async pull(controller) {
      const { done, value } = await read();
      if (isCancelled) {
        return;
      }
      if (done) {
        controller.close();
      } else {
        controller.enqueue(value);
      }
    },
    // Electron destroys the message but not its loader: a long body keeps its connection until the
    // request is aborted.
    cancel() {
      isCancelled = true;
      readAhead().catch(() => {});
    },
  };
  return new ReadableStream(
    source,
    new ByteLengthQueuingStrategy({ highWaterMark: readAheadBytes }),
  );
}

/**
 * Cuts bodies off after `longestBytes`: the status still counts as a response, and what is left of
 * the body is not the API's JSON. A body that names its length, and is not compressed, is passed on
 * as it is: HTTP holds it to that length, and counting its bytes would cost as much as the rest of
 * the call.
 */
export function limitBodies(
  fetch: typeof globalThis.fetch,
  longestBytes: number,
): typeof globalThis.fetch {
  return async (input, init) => {
    const cut = new AbortController();
    const caller = init?.signal ?? (input instanceof Request ? input.signal : null);
    // Not `AbortSignal.any`, which makes every call slower; a request has its own signal anyway.
    caller?.addEventListener('abort', () => cut.abort(caller.reason), { once: true });
    if (caller?.aborted === true) {
      cut.abort(caller.reason);
    }
    const response = await fetch(input, { ...init, signal: cut.signal });
    const { headers, body, status, statusText } = response;
    const length = Number(headers.get('content-length') ?? Number.NaN);
    const isHeldToLength = length <= longestBytes && !headers.has('content-encoding');
    if (body === null || isHeldToLength) {
      return response;
    }
    const start = await readUpTo(body, longestBytes);
    // Electron keeps the connection of a body that is only cancelled; an abort releases it.
    if (start.isCut) {
      cut.abort();
    }
    return new Response(start.bytes, { status, statusText, headers });
  };
}

async function readUpTo(
  body: ReadableStream<Uint8Array>,
  longestBytes: number,
): Promise<{ readonly bytes: Uint8Array<ArrayBuffer>; readonly isCut: boolean }> {
  const chunks: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of body) {
    chunks.push(chunk);
    length += chunk.byteLength;
    // Leaving the loop cancels the stream.
    if (length > longestBytes) {
      break;
    }
  }
  const isCut = length > longestBytes;
  return { bytes: Buffer.concat(chunks, Math.min(length, longestBytes)), isCut };
}

/** How axios is told which controller ends a request: it passes its `fetchOptions` on to the fetch. */
export interface Abandonable {
  readonly asking?: AbortController;
}

/** Keeps nothing between two texts that it decodes whole. */
const utf8 = new TextDecoder();

/**
 * A fetch for axios that sends no cookie. `asking` ends its request, also when the body has more than
 * `longestBytes`: the text is then cut off, so that the status still counts as a response.
 *
 * One controller does the work of three (axios's, ours and the limit's), and only the `text` of the
 * response is replaced, so that no body is read twice. `npm run bench` measures both.
 */
export function limitBodies(fetch: typeof globalThis.fetch, longestBytes: number) {
  return async (
    input: string | URL | Request,
    { asking = new AbortController(), ...init }: RequestInit & Abandonable = {},
  ): Promise<Response> => {
    const response = await fetch(input, { ...init, credentials: 'omit', signal: asking.signal });
    const { body } = response;
    return body === null
      ? response
      : Object.assign(response, { text: () => readUpTo(body, longestBytes, asking) });
  };
}

async function readUpTo(
  body: ReadableStream<Uint8Array>,
  longestBytes: number,
  asking: AbortController,
): Promise<string> {
  const chunks: Uint8Array[] = [];
  let length = 0;
  const reader = body.getReader();
  for (let { value } = await reader.read(); value !== undefined; { value } = await reader.read()) {
    chunks.push(value);
    length += value.byteLength;
    if (length > longestBytes) {
      await reader.cancel();
      // Electron keeps the connection of a body that is only cancelled; an abort releases it.
      asking.abort();
      break;
    }
  }
  return utf8.decode(Buffer.concat(chunks, Math.min(length, longestBytes)));
}

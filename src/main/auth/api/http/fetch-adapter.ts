import type { AxiosAdapter } from 'axios';

/** Keeps nothing between two texts that it decodes whole. */
const utf8 = new TextDecoder();

/**
 * Sends axios's requests with the fetch that is passed in, and returns the body as a stream
 * (https://axios-http.com/docs/req_config, `adapter`). It follows no redirect and sends no cookie.
 */
export function createFetchAdapter(fetch: typeof globalThis.fetch): AxiosAdapter {
  return async (config) => {
    const { url = '', method = 'get', headers, fetchOptions } = config;
    const data: unknown = config.data;
    const response = await fetch(url, {
      ...fetchOptions,
      method: method.toUpperCase(),
      headers: headers.toJSON() as Record<string, string>,
      ...(typeof data === 'string' && { body: data }),
      redirect: 'manual',
      credentials: 'omit',
    });
    const { status, statusText, body } = response;
    return {
      status,
      statusText,
      headers: Object.fromEntries(response.headers),
      data: body,
      config,
    };
  };
}

/**
 * The text of a response's body. Beyond `longestBytes` it is cut off, so that its status still counts
 * as a response, and `asking` ends the request.
 */
export async function readText(
  body: ReadableStream<Uint8Array> | null,
  longestBytes: number,
  asking: AbortController,
): Promise<string> {
  if (body === null) {
    return '';
  }
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

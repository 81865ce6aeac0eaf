/**
 * Refuses answers above `longestBytes`. An answer that names its length, and is not compressed, is
 * passed on as it is: HTTP holds it to that length, and counting its bytes would cost as much as
 * the rest of the call.
 *
 * @throws {AnswerTooLargeError}
 */
export function limitAnswers(
  fetch: typeof globalThis.fetch,
  longestBytes: number,
): typeof globalThis.fetch {
  return async (input, init) => {
    const response = await fetch(input, init);
    const { headers, body } = response;
    const length = Number(headers.get('content-length') ?? Number.NaN);
    if (length > longestBytes) {
      await body?.cancel();
      throw new AnswerTooLargeError();
    }
    if (body === null || (length >= 0 && !headers.has('content-encoding'))) return response;
    const { status, statusText } = response;
    return new Response(await readUpTo(body, longestBytes), { status, statusText, headers });
  };
}

export class AnswerTooLargeError extends Error {
  readonly code = 'ERR_ANSWER_TOO_LARGE';

  constructor() {
    super('The answer is larger than any of the API');
  }
}

async function readUpTo(
  body: ReadableStream<Uint8Array>,
  longestBytes: number,
): Promise<Uint8Array<ArrayBuffer>> {
  const chunks: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of body) {
    length += chunk.byteLength;
    // Leaving the loop cancels the stream.
    if (length > longestBytes) throw new AnswerTooLargeError();
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

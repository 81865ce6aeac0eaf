import { describe, expect, it, vi } from 'vitest';
import { type Abandonable, limitBodies } from '../../../../../src/main/auth/api/limited-fetch.ts';

const url = 'https://api.example.com';

/** Ten bytes are the limit; `signal` is the one that the network was given. */
async function fetching(response: Response, options?: Abandonable & RequestInit) {
  let signal: AbortSignal | undefined;
  const fetch = limitBodies(async (_input, { signal: given } = {}) => {
    signal = given ?? undefined;
    return response;
  }, 10);
  return { response: await fetch(url, options), signal };
}

function saying(length: number, body: BodyInit | null): Response {
  return new Response(body, { headers: { 'content-length': String(length) } });
}

/** A body that never ends. */
function endless(cancel = vi.fn()) {
  return new ReadableStream<Uint8Array>({
    pull: (controller) => controller.enqueue(new TextEncoder().encode('01234567')),
    cancel,
  });
}

describe('a body that names its length', () => {
  it.each(['', '0123456789'])('(%j) is read up to the limit', async (body) => {
    const { response, signal } = await fetching(saying(body.length, body));
    expect(await response.text()).toBe(body);
    expect(signal?.aborted).toBe(false);
  });

  it('is cut off at the limit, and its request is aborted', async () => {
    const cancel = vi.fn();
    const { response, signal } = await fetching(saying(1_000_000, endless(cancel)));
    expect(await response.text()).toBe('0123456701');
    expect(cancel).toHaveBeenCalledOnce();
    expect(signal?.aborted).toBe(true);
  });

  it('is cut off too if it is longer than declared, because it is compressed', async () => {
    const headers = { 'content-length': '3', 'content-encoding': 'gzip' };
    const { response } = await fetching(new Response('01234567890', { headers }));
    expect(await response.text()).toBe('0123456789');
  });

  it('may still be missing', async () => {
    const { response } = await fetching(saying(11, null));
    expect(await response.text()).toBe('');
  });
});

describe('a body of unknown length', () => {
  it('is read up to the limit', async () => {
    const whole = new Response('0123456789', { status: 201, statusText: 'ok' });
    const { response, signal } = await fetching(whole);
    expect(await response.text()).toBe('0123456789');
    expect([response.status, response.statusText]).toEqual([201, 'ok']);
    expect(signal?.aborted).toBe(false);
  });

  it('is cut off above the limit, keeps its status, and its request is aborted', async () => {
    const { response, signal } = await fetching(new Response(endless(), { status: 404 }));
    expect([response.status, await response.text()]).toEqual([404, '0123456701']);
    expect(signal?.aborted).toBe(true);
  });
});

describe('a text', () => {
  it('may arrive in parts that end inside a character', async () => {
    const bytes = new TextEncoder().encode('élève');
    const parts = new ReadableStream<Uint8Array>({
      start(controller) {
        controller.enqueue(bytes.subarray(0, 1));
        controller.enqueue(bytes.subarray(1));
        controller.close();
      },
    });
    expect(await (await fetching(new Response(parts))).response.text()).toBe('élève');
  });

  it('loses a byte order mark, which JSON does not allow', async () => {
    const { response } = await fetching(new Response('\uFEFF{}'));
    expect(await response.text()).toBe('{}');
  });

  it('fails with the error of its body', async () => {
    const broken = new ReadableStream({
      pull: (controller) => controller.error(new Error('reset')),
    });
    const { response } = await fetching(new Response(broken));
    await expect(response.text()).rejects.toThrow('reset');
  });
});

describe('a request', () => {
  it('is ended by the controller in its options, which are not passed to the network', async () => {
    const asking = new AbortController();
    const network = vi.fn<typeof globalThis.fetch>(async () => new Response(null));
    await limitBodies(network, 10)(url, { asking, method: 'POST' });
    expect(network).toHaveBeenCalledExactlyOnceWith(url, {
      method: 'POST',
      credentials: 'omit',
      signal: asking.signal,
    });
  });

  it('needs no options', async () => {
    expect((await fetching(new Response(null))).signal?.aborted).toBe(false);
  });
});

import { describe, expect, it, vi } from 'vitest';
import { limitBodies } from '../../../../../src/main/auth/api/limited-fetch.ts';

const url = 'https://api.example.com';

/** Ten bytes are the limit; `signal` is the one that the network was given. */
async function fetching(response: Response, init?: RequestInit) {
  let signal: AbortSignal | undefined;
  const fetch = limitBodies(async (_input, { signal: given } = {}) => {
    signal = given ?? undefined;
    return response;
  }, 10);
  return { response: await fetch(url, init), signal };
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
  it.each(['', '0123456789'])('is passed on as it is up to the limit: "%s"', async (body) => {
    const response = saying(body.length, body);
    const passed = await fetching(response);
    expect(passed.response).toBe(response);
    expect(passed.signal?.aborted).toBe(false);
  });

  it('is cut off at the limit, and its request is aborted', async () => {
    const cancel = vi.fn();
    const { response, signal } = await fetching(saying(1_000_000, endless(cancel)));
    expect(await response.text()).toBe('0123456701');
    expect(cancel).toHaveBeenCalledOnce();
    expect(signal?.aborted).toBe(true);
  });

  it('is read to its end if it is longer than it says, because it is compressed', async () => {
    const headers = { 'content-length': '3', 'content-encoding': 'gzip' };
    const { response } = await fetching(new Response('01234567890', { headers }));
    expect(await response.text()).toBe('0123456789');
  });

  it('may be missing all the same', async () => {
    const response = saying(11, null);
    expect((await fetching(response)).response).toBe(response);
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

  it('is cut off above it, keeps its status, and its request is aborted', async () => {
    const { response, signal } = await fetching(new Response(endless(), { status: 404 }));
    expect([response.status, await response.text()]).toEqual([404, '0123456701']);
    expect(signal?.aborted).toBe(true);
  });
});

describe('a request whose caller gives up', () => {
  it.each(['in the options', 'in the request'])('is aborted by the signal %s', async (where) => {
    const caller = new AbortController();
    const { signal } = caller;
    let given: AbortSignal | null | undefined;
    const fetch = limitBodies(async (_input, init) => {
      given = init?.signal;
      return new Response(null);
    }, 10);
    await (where === 'in the options'
      ? fetch(url, { signal })
      : fetch(new Request(url, { signal })));
    caller.abort();
    expect(given?.aborted).toBe(true);
  });

  it('is aborted at once if the caller gave up before', async () => {
    const reason = new Error('signed out');
    const { signal } = await fetching(new Response(null), { signal: AbortSignal.abort(reason) });
    expect(signal?.reason).toBe(reason);
  });
});

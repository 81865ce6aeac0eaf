import { describe, expect, it, vi } from 'vitest';
import { readText } from '../../../../../../src/main/auth/api/http/fetch-adapter.ts';

/** Ten bytes are the limit. */
async function reading(body: BodyInit | null) {
  const asking = new AbortController();
  const text = await readText(new Response(body).body, 10, asking);
  return { text, isAborted: asking.signal.aborted };
}

describe('a body', () => {
  it.each(['', '0123456789'])('(%j) is read up to the limit', async (body) => {
    expect(await reading(body)).toEqual({ text: body, isAborted: false });
  });

  it('is cut off above the limit, and its request is aborted', async () => {
    const cancel = vi.fn();
    const endless = new ReadableStream<Uint8Array>({
      pull: (controller) => controller.enqueue(new TextEncoder().encode('01234567')),
      cancel,
    });
    expect(await reading(endless)).toEqual({ text: '0123456701', isAborted: true });
    expect(cancel).toHaveBeenCalledOnce();
  });

  it('may be missing', async () => {
    expect(await reading(null)).toEqual({ text: '', isAborted: false });
  });

  it('may arrive in parts that end inside a character', async () => {
    const bytes = new TextEncoder().encode('élève');
    const parts = new ReadableStream<Uint8Array>({
      start(controller) {
        controller.enqueue(bytes.subarray(0, 1));
        controller.enqueue(bytes.subarray(1));
        controller.close();
      },
    });
    expect(await reading(parts)).toMatchObject({ text: 'élève' });
  });

  it('loses a byte order mark, which JSON does not allow', async () => {
    expect(await reading('\uFEFF{}')).toMatchObject({ text: '{}' });
  });

  it('fails with its own error', async () => {
    const broken = new ReadableStream({
      pull: (controller) => controller.error(new Error('reset')),
    });
    await expect(reading(broken)).rejects.toThrow('reset');
  });
});

import { describe, expect, it, vi } from 'vitest';
import { limitAnswers } from '../../../../../src/main/auth/api/limited-fetch.ts';

const tooLarge = expect.objectContaining({
  code: 'ERR_ANSWER_TOO_LARGE',
  message: 'The answer is larger than any of the API',
});

/** Ten bytes are the limit. */
function fetching(response: Response): Promise<Response> {
  return limitAnswers(async () => response, 10)('https://api.example.com');
}

function saying(length: number, body: BodyInit | null): Response {
  return new Response(body, { headers: { 'content-length': String(length) } });
}

describe('an answer that names its length', () => {
  it.each(['', '0123456789'])('is passed on as it is up to the limit: "%s"', async (body) => {
    const response = saying(body.length, body);
    expect(await fetching(response)).toBe(response);
  });

  it('is refused above it, and not read', async () => {
    const pull = vi.fn();
    const cancel = vi.fn();
    const body = new ReadableStream({ pull, cancel }, { highWaterMark: 0 });
    await expect(fetching(saying(11, body))).rejects.toEqual(tooLarge);
    expect(pull).not.toHaveBeenCalled();
    expect(cancel).toHaveBeenCalledOnce();
  });

  it('is refused above it even if no body follows', async () => {
    await expect(fetching(saying(11, null))).rejects.toEqual(tooLarge);
  });
});

describe('an answer of unknown length', () => {
  it('is read up to the limit', async () => {
    const response = await fetching(new Response('0123456789', { status: 201, statusText: 'ok' }));
    expect(await response.text()).toBe('0123456789');
    expect([response.status, response.statusText]).toEqual([201, 'ok']);
  });

  it('is refused above it', async () => {
    await expect(fetching(new Response('01234567890'))).rejects.toEqual(tooLarge);
  });
});

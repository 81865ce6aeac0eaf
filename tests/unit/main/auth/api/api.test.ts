import { describe, expect, it } from 'vitest';
import { createApi } from '../../../../../src/main/auth/api/api.ts';
import type { HttpRequest } from '../../../../../src/main/auth/api/http/http-client.ts';

const { signal } = new AbortController();

/** An API behind a host that answers everything with this status, and JSON that says nothing. */
function create(status: number) {
  const sent: HttpRequest[] = [];
  const api = createApi({
    async send(request) {
      sent.push(request);
      return { kind: 'response', status, json: {}, isEmpty: false, retryAfterMs: 7 };
    },
  });
  return { api, sent };
}

describe('waking the host', () => {
  it('requests the root without any data', async () => {
    const { api, sent } = create(200);
    await api.wake(signal);
    expect(sent).toEqual([{ method: 'GET', path: '/', signal }]);
  });

  it.each([200, 401, 404, 429, 500])(
    'succeeds with %i, which the API itself sent',
    async (status) => {
      expect(await create(status).api.wake(signal)).toEqual({ kind: 'success', value: null });
    },
  );

  it.each([502, 503, 504])('does not succeed with %i, which a gateway sent', async (status) => {
    expect(await create(status).api.wake(signal)).toEqual({
      kind: 'no-answer',
      cause: 'server',
      status,
      mayHaveBeenHandled: true,
      retryAfterMs: 7,
    });
  });

  it('succeeds with a response that cannot be read as HTTP', async () => {
    const unreadable = {
      kind: 'no-answer',
      cause: 'not-the-api',
      status: null,
      mayHaveBeenHandled: true,
      retryAfterMs: null,
    } as const;
    const api = createApi({ send: async () => unreadable });
    expect(await api.wake(signal)).toEqual({ kind: 'success', value: null });
  });

  it('reports that it was abandoned', async () => {
    const api = createApi({ send: async () => ({ kind: 'aborted' }) });
    expect(await api.wake(signal)).toEqual({ kind: 'aborted' });
  });
});

describe('asking whether a name is taken', () => {
  it.each([
    ['email', 'jean@example.com'],
    ['username', 'jean'],
  ] as const)('sends the %s alone, and takes any JSON for an answer', async (field, value) => {
    const { api, sent } = create(200);
    expect(await api.verify(field, value, signal)).toEqual({ kind: 'success', value: {} });
    expect(sent).toEqual([
      { method: 'POST', path: `/auth/verify-${field}`, json: { [field]: value }, signal },
    ]);
  });
});

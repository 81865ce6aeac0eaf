import { expect, test, vi } from 'vitest';
import { createApiFetch } from '../../../src/main/api-fetch.ts';

function createNet() {
  return {
    fetch: vi.fn(async (_input: string | Request, _init?: RequestInit) => new Response()),
  };
}

test('sends no cookies and keeps no answer, whatever the caller asks for', async () => {
  const net = createNet();
  const headers = { accept: 'application/json' };
  const init: RequestInit = { headers, credentials: 'include', cache: 'force-cache' };
  await createApiFetch(net)('https://api.example.com/', init);
  expect(net.fetch).toHaveBeenCalledExactlyOnceWith('https://api.example.com/', {
    headers,
    credentials: 'omit',
    cache: 'no-store',
  });
});

test("takes an URL, which Electron's own does not", async () => {
  const net = createNet();
  await createApiFetch(net)(new URL('https://api.example.com/auth/me'));
  expect(net.fetch.mock.calls[0]?.[0]).toBe('https://api.example.com/auth/me');
});

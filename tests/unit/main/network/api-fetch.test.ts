import { expect, test, vi } from 'vitest';
import { createApiFetch } from '../../../../src/main/network/api-fetch.ts';
import type { ProxyLoginOutcome } from '../../../../src/main/network/proxy-login.ts';

const url = 'https://api.example.com/';
const refused = () => new Response('<p>Sign in</p>', { status: 407 });
const tunnelFailed = new Error('net::ERR_TUNNEL_CONNECTION_FAILED');

type Outcome = Response | Error;

/** Electron's fetch, which ends as the test says, one outcome for each call. */
function setUp(outcomes: Outcome[], login: ProxyLoginOutcome = 'accepted') {
  const bodies: string[] = [];
  const net = {
    fetch: vi.fn(async (input: string | Request, _init?: RequestInit) => {
      bodies.push(input instanceof Request ? await input.text() : '');
      const outcome = outcomes.shift();
      if (outcome instanceof Error) {
        throw outcome;
      }
      return outcome ?? new Response();
    }),
  };
  const signIn = vi.fn(async () => login);
  return { net, bodies, signIn, fetch: createApiFetch(net, { signIn }) };
}

test('sends no cookies and stores no response, even if the caller asks for it', async () => {
  const { net, fetch } = setUp([]);
  const headers = { accept: 'application/json' };
  await fetch(url, { headers, credentials: 'include', cache: 'force-cache' });
  expect(net.fetch).toHaveBeenCalledExactlyOnceWith(url, {
    headers,
    signal: expect.any(AbortSignal),
    credentials: 'omit',
    cache: 'no-store',
  });
});

test("accepts a URL object, which Electron's own fetch does not", async () => {
  const { net, fetch } = setUp([]);
  await fetch(new URL('https://api.example.com/auth/me'));
  expect(net.fetch.mock.calls[0]?.[0]).toBe('https://api.example.com/auth/me');
});

test.each([200, 401, 503])(
  'returns a %s to the caller, and signs in to no proxy',
  async (status) => {
    const { signIn, fetch } = setUp([new Response('', { status })]);
    expect((await fetch(url)).status).toBe(status);
    expect(signIn).not.toHaveBeenCalled();
  },
);

test.each<[string, Outcome]>([
  ['a 407', refused()],
  ['a tunnel that failed', tunnelFailed],
])('after %s, sends the same body again once the proxy has accepted', async (_what, first) => {
  const { net, bodies, fetch } = setUp([first, new Response('hello')]);
  const request = new Request(url, { method: 'POST', body: 'token=1' });
  expect(await (await fetch(request)).text()).toBe('hello');
  expect(bodies).toEqual(['token=1', 'token=1']);
  expect(net.fetch).toHaveBeenCalledTimes(2);
});

test.each<[string, Outcome[], ProxyLoginOutcome]>([
  ['the user declined', [refused()], 'declined'],
  ['the user declined, in a tunnel', [tunnelFailed], 'declined'],
  ['the proxy could not be asked', [refused()], 'failed'],
  ['the proxy refuses again', [refused(), refused()], 'accepted'],
])("rejects with Chromium's code for a proxy's sign-in when %s", async (_why, outcomes, login) => {
  const { fetch, net } = setUp([...outcomes], login);
  await expect(fetch(url)).rejects.toThrow('net::ERR_PROXY_AUTH_REQUESTED');
  expect(net.fetch).toHaveBeenCalledTimes(outcomes.length);
});

test('aborts each request that got a 407, and no other', async () => {
  const { fetch, net } = setUp([refused(), new Response('hello')]);
  await fetch(url);
  const signals = net.fetch.mock.calls.map(([, init]) => init?.signal?.aborted);
  expect(signals).toEqual([true, false]);
});

test('passes the abort of the caller on, in its options or in its request', async () => {
  const { fetch, net } = setUp([]);
  const asking = new AbortController();
  await fetch(url, { signal: asking.signal });
  await fetch(new Request(url, { signal: asking.signal }));
  asking.abort();
  expect(net.fetch.mock.calls.map(([, init]) => init?.signal?.aborted)).toEqual([true, true]);
});

test('leaves the error of a tunnel that failed for another reason', async () => {
  const { fetch } = setUp([tunnelFailed], 'failed');
  await expect(fetch(url)).rejects.toBe(tunnelFailed);
});

test('signs in to no proxy after other failures', async () => {
  const { signIn, fetch } = setUp([new Error('net::ERR_CONNECTION_RESET')]);
  await expect(fetch(url)).rejects.toThrow('net::ERR_CONNECTION_RESET');
  expect(signIn).not.toHaveBeenCalled();
});

test('ends with its signal while the user is still typing', async () => {
  const { net } = setUp([refused()]);
  const asking = new AbortController();
  const fetch = createApiFetch(net, { signIn: () => new Promise(() => {}) });
  const answer = fetch(url, { signal: asking.signal });
  setImmediate(() => asking.abort());
  await expect(answer).rejects.toThrow('aborted');
});

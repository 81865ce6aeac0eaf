import { describe, expect, it, vi } from 'vitest';
import {
  createHttpClient,
  type HttpRequest,
} from '../../../../../../src/main/auth/api/http/http-client.ts';
import { createServerClock } from '../../../../../../src/main/auth/time/server-clock.ts';
import { createFakeClock } from '../../../../../support/engine/fake-clock.ts';

const origin = 'https://api.example.com';

/** A client whose network answers every request with `answer`; `sent` is what it was asked for. */
function create(
  answer: (request: Request) => Response | Promise<Response> = () => Response.json({}),
) {
  const clock = createFakeClock();
  const serverClock = createServerClock(clock);
  const sent: Request[] = [];
  const client = createHttpClient({
    origin,
    clock,
    serverClock,
    fetch: async (...args) => {
      const request = new Request(...args);
      sent.push(request);
      return answer(request);
    },
  });
  const send = (request: Partial<HttpRequest> = {}) =>
    client.send({
      method: 'POST',
      path: '/call',
      signal: new AbortController().signal,
      ...request,
    });
  return { clock, serverClock, sent, send };
}

/** A network that answers nothing until the request is abandoned. */
function hanging({ signal }: Request): Promise<Response> {
  return new Promise((_resolve, reject) => {
    signal.addEventListener('abort', () => reject(signal.reason));
  });
}

function answering(status: number, body: string, headers: Record<string, string> = {}) {
  return create(() => new Response(body, { status, headers }));
}

describe('a request', () => {
  it('sends JSON as JSON', async () => {
    const { sent, send } = create();
    await send({ json: { refresh_token: 'r' } });
    expect(sent[0]?.url).toBe(`${origin}/call`);
    expect(sent[0]?.headers.get('content-type')).toBe('application/json');
    expect(await sent[0]?.json()).toEqual({ refresh_token: 'r' });
  });

  it('sends a form as a form (docs/contract.md: the login refuses JSON)', async () => {
    const { sent, send } = create();
    await send({ form: { username: 'jean', password: 'é&=+ %' } });
    expect(sent[0]?.headers.get('content-type')).toBe('application/x-www-form-urlencoded');
    const fields = new URLSearchParams(await sent[0]?.text());
    expect(Object.fromEntries(fields)).toEqual({ username: 'jean', password: 'é&=+ %' });
  });

  it('without a body has no content type, and asks for JSON', async () => {
    const { sent, send } = create();
    await send({ method: 'GET' });
    expect(sent[0]?.body).toBeNull();
    expect(sent[0]?.headers.get('content-type')).toBeNull();
    expect(sent[0]?.headers.get('accept')).toBe('application/json');
  });

  it('sends an access token only if it has one', async () => {
    const { sent, send } = create();
    await send({ method: 'GET', bearer: 'token' });
    await send({ method: 'GET' });
    expect(sent.map((request) => request.headers.get('authorization'))).toEqual([
      'Bearer token',
      null,
    ]);
  });

  it('sends no cookie and no name of its own, so that the network names the application', async () => {
    const { sent, send } = create();
    await send();
    expect(sent[0]?.credentials).toBe('omit');
    expect(sent[0]?.headers.get('user-agent')).toBeNull();
  });

  it('keeps its method as it is written', async () => {
    const { sent, send } = create();
    await send({ method: 'PATCH', json: {} });
    await send({ method: 'DELETE' });
    expect(sent.map(({ method }) => method)).toEqual(['PATCH', 'DELETE']);
  });

  it('that is abandoned before it starts is not sent', async () => {
    const { sent, send } = create();
    expect(await send({ signal: AbortSignal.abort() })).toEqual({ kind: 'aborted' });
    expect(sent).toEqual([]);
  });

  it('that is abandoned on its way is aborted and is not a refusal', async () => {
    const abandoned = new AbortController();
    const { clock, sent, send } = create(hanging);
    const answer = send({ signal: abandoned.signal });
    await vi.waitFor(() => expect(sent).toHaveLength(1));
    abandoned.abort();
    expect(await answer).toEqual({ kind: 'aborted' });
    expect(clock.pending()).toEqual([]);
  });

  it('without an answer is given up after 100 s, and may have been handled', async () => {
    const { clock, sent, send } = create(hanging);
    const answer = send();
    await vi.waitFor(() => expect(sent).toHaveLength(1));
    await clock.advance(100_000);
    expect(await answer).toEqual({
      kind: 'no-answer',
      cause: 'network',
      mayHaveBeenHandled: true,
      status: null,
      retryAfterMs: null,
    });
  });

  it('is given up in time even if the network does not react', async () => {
    const { clock, sent, send } = create(() => new Promise(() => {}));
    const abandoned = new AbortController();
    const answers = [send(), send({ signal: abandoned.signal })];
    await vi.waitFor(() => expect(sent).toHaveLength(2));
    abandoned.abort();
    await clock.advance(100_000);
    expect(await Promise.all(answers)).toEqual([
      expect.objectContaining({ kind: 'no-answer', cause: 'network', mayHaveBeenHandled: true }),
      { kind: 'aborted' },
    ]);
    expect(sent.map((request) => request.signal.aborted)).toEqual([true, true]);
  });

  it('may have a shorter time limit', async () => {
    const { clock, sent, send } = create(hanging);
    const answer = send({ timeoutMs: 10_000 });
    await vi.waitFor(() => expect(sent).toHaveLength(1));
    await clock.advance(10_000);
    expect(await answer).toMatchObject({ kind: 'no-answer', mayHaveBeenHandled: true });
  });

  it('leaves no timer behind, and is not abandoned once it is over', async () => {
    const ending = new AbortController();
    const { clock, sent, send } = create();
    await send({ signal: ending.signal });
    expect(clock.pending()).toEqual([]);
    ending.abort();
    expect(sent[0]?.signal.aborted).toBe(false);
  });

  it('shares one listener with the others of its session, and is ended with them', async () => {
    const ending = new AbortController();
    const { signal } = ending;
    const listening = vi.spyOn(signal, 'addEventListener');
    const { sent, send } = create(hanging);
    const answers = [send({ signal }), send({ signal })];
    await vi.waitFor(() => expect(sent).toHaveLength(2));
    ending.abort();
    expect(await Promise.all(answers)).toEqual([{ kind: 'aborted' }, { kind: 'aborted' }]);
    expect(listening).toHaveBeenCalledOnce();
  });
});

describe('a response', () => {
  it('is a redirect too, which is not followed', async () => {
    const { sent, send } = create(() => Response.redirect(`${origin}/docs`, 307));
    expect(await send()).toMatchObject({ kind: 'response', status: 307, json: undefined });
    expect(sent).toHaveLength(1);
  });

  it('is a redirect that Electron rejects instead of answering with it', async () => {
    const { send } = create(() => Promise.reject(new Error('Redirect was cancelled')));
    expect(await send()).toEqual({
      kind: 'response',
      status: 302,
      json: undefined,
      isEmpty: false,
      retryAfterMs: null,
    });
  });

  it('is a page too large to read, whose request is aborted', async () => {
    const page = 'x'.repeat(2_000_000);
    const { sent, send } = create(() => new Response(page, { status: 404 }));
    expect(await send()).toMatchObject({ kind: 'response', status: 404, isEmpty: false });
    expect(sent[0]?.signal.aborted).toBe(true);
  });
});

describe('an answer', () => {
  it('declared as JSON is read as JSON', async () => {
    const { send } = answering(200, '{"a":1}', { 'content-type': 'application/json' });
    expect(await send()).toMatchObject({ kind: 'response', json: { a: 1 }, isEmpty: false });
  });

  it('declared as anything else is not read as JSON', async () => {
    const { send } = answering(200, '{"a":1}', { 'content-type': 'text/html' });
    expect(await send()).toMatchObject({ json: undefined, isEmpty: false });
  });

  it('keeps the digits of integers that a number cannot hold', async () => {
    const body = '{"id":653247040368672768,"small":7,"half":1.5,"huge":1e30}';
    const { send } = answering(200, body, { 'content-type': 'application/json' });
    expect(await send()).toMatchObject({
      json: { id: '653247040368672768', small: 7, half: 1.5, huge: 1e30 },
    });
  });

  it('without a type or with broken JSON is not read as JSON either', async () => {
    const broken = answering(200, '{"a":', { 'content-type': 'application/json' });
    expect(await broken.send()).toMatchObject({ json: undefined });
    const untyped = create(() => new Response(new Uint8Array([123, 125])));
    expect(await untyped.send()).toMatchObject({ json: undefined });
  });

  it('may be empty', async () => {
    const { send } = create(() => new Response(null, { status: 204 }));
    expect(await send()).toMatchObject({ status: 204, json: undefined, isEmpty: true });
  });

  it('may ask for a wait, which is counted from its own date', async () => {
    const inSeconds = answering(503, '', { 'retry-after': '600' });
    expect(await inSeconds.send()).toMatchObject({ retryAfterMs: 600_000 });
    const later = Date.UTC(2030, 0, 1);
    const untilThen = answering(503, '', {
      date: new Date(later).toUTCString(),
      'retry-after': new Date(later + 60_000).toUTCString(),
    });
    expect(await untilThen.send()).toMatchObject({ retryAfterMs: 60_000 });
    expect(await answering(503, '').send()).toMatchObject({ retryAfterMs: null });
  });

  it('sets the clock only if it is JSON', async () => {
    const date = new Date(Date.UTC(2030, 0, 1)).toUTCString();
    const page = answering(200, '<p>', { 'content-type': 'text/html', date });
    await page.send();
    expect(page.serverClock.now()).toBe(page.clock.now());
    const json = answering(200, '{}', { 'content-type': 'application/json', date });
    await json.send();
    expect(json.serverClock.now()).toBe(Date.UTC(2030, 0, 1));
  });
});

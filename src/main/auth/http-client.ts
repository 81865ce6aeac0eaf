import type { AxiosInstance, AxiosResponse } from 'axios';
import type { Aborted, NoAnswer } from './api-answer.ts';
import { limitAnswers } from './limited-fetch.ts';
import { readNetworkError } from './network-errors.ts';
import type { Clock } from './ports.ts';
import type { ServerClock } from './server-clock.ts';

/** One call of the API; `path` begins with a slash. */
export interface HttpRequest {
  readonly method: 'GET' | 'POST';
  readonly path: string;
  readonly json?: unknown;
  readonly form?: Readonly<Record<string, string>>;
  readonly bearer?: string;
  readonly signal: AbortSignal;
}

/** An answer with a status, from whoever sent it. */
export interface HttpResponse {
  readonly kind: 'response';
  readonly status: number;
  /** The parsed body if it is declared as JSON and is JSON, else undefined. */
  readonly json: unknown;
  readonly isEmpty: boolean;
  readonly retryAfterMs: number | null;
}

export interface HttpClient {
  /** Never throws: whatever goes wrong is an answer. */
  send(request: HttpRequest): Promise<HttpResponse | NoAnswer | Aborted>;
}

/** A sleeping host may hold the connection for a minute (contract.md, "The host"). */
const timeoutMs = 100_000;
/** Far above any answer of the contract, kilobyte tokens included. */
const longestBytes = 1_048_576;

interface Dependencies {
  readonly origin: string;
  readonly fetch: typeof globalThis.fetch;
  readonly clock: Clock;
  readonly serverClock: ServerClock;
}

/**
 * The only owner of axios. It follows no redirect, sends no cookie, limits sizes, and takes a body
 * for JSON only if the answer says so: a captive portal's page must not pass for the API.
 */
export function createHttpClient(dependencies: Dependencies): HttpClient {
  const { origin, fetch, clock, serverClock } = dependencies;
  let client: Promise<AxiosInstance> | undefined;

  async function loadClient(): Promise<AxiosInstance> {
    // Loading axios costs more than all the rest of main: it waits for the first call.
    const { default: axios } = await import('axios');
    return axios.create({
      baseURL: origin,
      adapter: 'fetch',
      env: { fetch: limitAnswers(fetch, longestBytes) },
      maxRedirects: 0,
      withCredentials: false,
      responseType: 'text',
      transformResponse: (body: unknown) => body,
      validateStatus: null,
      headers: { Accept: 'application/json' },
    });
  }

  function readResponse(response: AxiosResponse<unknown>): HttpResponse {
    const body = typeof response.data === 'string' ? response.data : '';
    const json = parseJson(header(response, 'content-type'), body);
    // A portal's clock is nobody's: only an answer in the API's format sets ours.
    if (json !== undefined) serverClock.observe(header(response, 'date'));
    return {
      kind: 'response',
      status: response.status,
      json,
      isEmpty: body === '',
      retryAfterMs: readRetryAfter(header(response, 'retry-after'), serverClock.now()),
    };
  }

  return {
    async send({ method, path, json, form, bearer, signal }) {
      client ??= loadClient();
      const axios = await client;
      if (signal.aborted) return { kind: 'aborted' };
      const request = new AbortController();
      const abandon = () => request.abort();
      // Not `AbortSignal.any`: the session's signal outlives every request and would collect them.
      signal.addEventListener('abort', abandon);
      const timer = clock.schedule(abandon, timeoutMs);
      try {
        const response = await axios.request<unknown>({
          method,
          url: path,
          signal: request.signal,
          data: form === undefined ? json : new URLSearchParams(form),
          headers: {
            ...(form === undefined && json !== undefined && { 'Content-Type': 'application/json' }),
            ...(bearer !== undefined && { Authorization: `Bearer ${bearer}` }),
          },
        });
        return readResponse(response);
      } catch (error) {
        if (signal.aborted) return { kind: 'aborted' };
        return {
          kind: 'no-answer',
          ...readNetworkError(error),
          status: null,
          retryAfterMs: null,
        };
      } finally {
        timer.cancel();
        signal.removeEventListener('abort', abandon);
      }
    },
  };
}

function header(response: AxiosResponse<unknown>, name: string): string | undefined {
  const value: unknown = response.headers[name];
  return typeof value === 'string' ? value : undefined;
}

function parseJson(contentType: string | undefined, body: string): unknown {
  if (!/^application\/(?:[\w.-]+\+)?json\b/i.test(contentType ?? '')) return undefined;
  try {
    return JSON.parse(body);
  } catch {
    return undefined;
  }
}

/** Seconds or an HTTP date (RFC 9110, 10.2.3), as milliseconds from `now`. */
function readRetryAfter(value: string | undefined, now: number): number | null {
  if (value === undefined) return null;
  const delayMs = /^\d+$/.test(value.trim()) ? Number(value) * 1_000 : Date.parse(value) - now;
  return Number.isFinite(delayMs) ? Math.max(0, delayMs) : null;
}

import type { Axios, AxiosRequestConfig, AxiosResponse } from 'axios';
import type { Clock } from '../../../ports.ts';
import type { ServerClock } from '../../time/server-clock.ts';
import type { Aborted, NoAnswer } from '../api-answer.ts';
import { createFetchAdapter, readText } from './fetch-adapter.ts';
import { isUnfollowedRedirect, readNetworkError } from './network-errors.ts';
import { requestsOf } from './requests-under-way.ts';
import { isJsonType, readRetryAfter } from './response-headers.ts';

/** One call of the API; `path` begins with a slash. */
export interface HttpRequest {
  readonly method: 'GET' | 'POST' | 'PATCH' | 'DELETE';
  readonly path: string;
  readonly json?: unknown;
  readonly form?: Readonly<Record<string, string>>;
  readonly bearer?: string;
  /** How long the response may take, in milliseconds; 100 s by default. */
  readonly timeoutMs?: number;
  readonly signal: AbortSignal;
}

/** A response, from the API or from anything else that answered. */
export interface HttpResponse {
  readonly kind: 'response';
  /** 302 stands for any redirect, because Electron does not say which one it was. */
  readonly status: number;
  /** The parsed body if it is declared as JSON and is JSON, else undefined. */
  readonly json: unknown;
  readonly isEmpty: boolean;
  readonly retryAfterMs: number | null;
}

/** A redirect whose status the network stack does not report. */
const redirect: HttpResponse = {
  kind: 'response',
  status: 302,
  json: undefined,
  isEmpty: false,
  retryAfterMs: null,
};

export interface HttpClient {
  /** Never throws: every failure is an answer. */
  send(request: HttpRequest): Promise<HttpResponse | NoAnswer | Aborted>;
}

/** A sleeping host may hold the connection for a minute (docs/contract.md, "The host"). */
export const timeoutMs = 100_000;
/** Far above any answer of the contract, kilobyte tokens included. */
export const longestBytes = 1_048_576;

interface HttpClientDeps {
  readonly origin: string;
  readonly fetch: typeof globalThis.fetch;
  readonly clock: Clock;
  readonly serverClock: ServerClock;
}

/**
 * The only owner of axios, on the fetch that is passed in. It follows no redirect, sends no cookie,
 * limits sizes, and reads a body as JSON only if the response declares it, so that a captive portal's
 * page is not mistaken for the API.
 */
export function createHttpClient(deps: HttpClientDeps): HttpClient {
  const { origin, fetch, clock, serverClock } = deps;
  let loading: Promise<Axios> | undefined;

  // Loaded with the first call, so that the window does not wait for it (docs/decisions/axios-adapter.md).
  async function loadAxios(): Promise<Axios> {
    const { default: axios } = await import('axios');
    // Not `axios.create`: every request would copy defaults for what this client does itself.
    return new axios.Axios({
      adapter: createFetchAdapter(fetch),
      headers: { Accept: 'application/json' },
    });
  }

  async function ask(
    http: Axios,
    request: HttpRequest,
    asking: AbortController,
  ): Promise<HttpResponse> {
    const response = await http.request<Response['body']>(configOf(origin, request, asking.signal));
    return readResponse(response, await readText(response.data, longestBytes, asking));
  }

  function readResponse(response: AxiosResponse<unknown>, body: string): HttpResponse {
    const date = header(response, 'date');
    const json = isJsonType(header(response, 'content-type')) ? parseJson(body) : undefined;
    // A portal's clock may be wrong: only an answer in the API's format sets ours.
    if (json !== undefined) {
      serverClock.observe(date);
    }
    return {
      kind: 'response',
      status: response.status,
      json,
      isEmpty: body === '',
      retryAfterMs: readRetryAfter(header(response, 'retry-after'), date, serverClock.now()),
    };
  }

  return {
    async send(request) {
      const { signal } = request;
      loading ??= loadAxios();
      const http = await loading;
      if (signal.aborted) {
        return { kind: 'aborted' };
      }
      const asking = new AbortController();
      const abandoned = Promise.withResolvers<never>();
      const abandon = () => {
        asking.abort();
        abandoned.reject(asking.signal.reason);
      };
      // Not `AbortSignal.any`: the session's signal outlives every request and would collect them.
      const requests = requestsOf(signal);
      requests.add(abandon);
      const timer = clock.schedule(abandon, request.timeoutMs ?? timeoutMs);
      try {
        // A fetch may miss an abort, because a `Request` stops listening when it is garbage-collected.
        return await Promise.race([ask(http, request, asking), abandoned.promise]);
      } catch (error) {
        // oxlint-disable-next-line typescript/no-unnecessary-condition -- it may change during an await
        if (signal.aborted) {
          return { kind: 'aborted' };
        }
        if (isUnfollowedRedirect(error)) {
          return redirect;
        }
        return {
          kind: 'no-answer',
          ...readNetworkError(error),
          status: null,
          retryAfterMs: null,
        };
      } finally {
        timer.cancel();
        requests.delete(abandon);
      }
    },
  };
}

function configOf(origin: string, request: HttpRequest, signal: AbortSignal): AxiosRequestConfig {
  const { method, path, json, form, bearer } = request;
  return {
    method,
    url: `${origin}${path}`,
    fetchOptions: { signal },
    ...(json !== undefined && { data: JSON.stringify(json) }),
    ...(form !== undefined && { data: new URLSearchParams(form).toString() }),
    headers: {
      ...(json !== undefined && { 'Content-Type': 'application/json' }),
      ...(form !== undefined && { 'Content-Type': 'application/x-www-form-urlencoded' }),
      ...(bearer !== undefined && { Authorization: `Bearer ${bearer}` }),
    },
  };
}

function header(response: AxiosResponse<unknown>, name: string): string | undefined {
  const value: unknown = response.headers[name];
  return typeof value === 'string' ? value : undefined;
}

function parseJson(body: string): unknown {
  try {
    // Most answers have none, and a reviver makes parsing several times slower.
    return hasLargeInteger.test(body) ? JSON.parse(body, keepLargeIntegers) : JSON.parse(body);
  } catch {
    return undefined;
  }
}

/** The largest safe integer has 16 digits. */
const hasLargeInteger = /\d{16}/;

/** An integer that a number cannot hold (an id, say) stays as it is written. */
function keepLargeIntegers(
  _key: string,
  value: unknown,
  { source }: { source?: string } = {},
): unknown {
  const isLossy = Number.isInteger(value) && !Number.isSafeInteger(value);
  return isLossy && /^-?\d+$/.test(source ?? '') ? source : value;
}

/** An answer of the API, independent of the HTTP framework. Without `body`, no body is sent. */
export interface Answer {
  readonly status: number;
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
  /** The reason for a refusal, for the metrics. */
  readonly refusal?: string;
}

const noStore = { 'cache-control': 'no-store' };

/** An answer with a body, which no cache may store: it may contain tokens. */
export function ok(body: unknown, status = 200): Answer {
  return { status, body, headers: noStore };
}

/** 204. */
export const nothing: Answer = { status: 204, headers: noStore };

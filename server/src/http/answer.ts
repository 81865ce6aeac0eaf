/** What the API answers, apart from any HTTP framework. `body` absent: none is sent. */
export interface Answer {
  readonly status: number;
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
}

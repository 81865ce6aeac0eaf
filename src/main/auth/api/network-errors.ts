import type { OfflineCause } from '@mytone/shared/auth-state.ts';

/** A failed request, read from the error's code (Node's, or Chromium's `net::ERR_…`). */
export interface NetworkError {
  readonly cause: Extract<OfflineCause, 'network' | 'certificate' | 'not-the-api'>;
  readonly mayHaveBeenHandled: boolean;
}

const certificateCode =
  /CERT|^ERR_(SSL|TLS)_|^EPROTO$|SELF_SIGNED|^UNABLE_TO_(VERIFY|GET_ISSUER)|^HOSTNAME_MISMATCH$/;

/** The connection was never made, so the request cannot have been handled. */
const neverSentCodes: ReadonlySet<string> = new Set([
  'ENOTFOUND',
  'EAI_AGAIN',
  'ECONNREFUSED',
  'ENETUNREACH',
  'ENETDOWN',
  'EHOSTUNREACH',
  'EHOSTDOWN',
  'UND_ERR_CONNECT_TIMEOUT',
  'ERR_NAME_NOT_RESOLVED',
  'ERR_NAME_RESOLUTION_FAILED',
  'ERR_INTERNET_DISCONNECTED',
  'ERR_CONNECTION_REFUSED',
  'ERR_CONNECTION_TIMED_OUT',
  'ERR_CONNECTION_FAILED',
  'ERR_ADDRESS_UNREACHABLE',
  'ERR_PROXY_CONNECTION_FAILED',
  'ERR_TUNNEL_CONNECTION_FAILED',
]);

const notTheApiCodes: ReadonlySet<string> = new Set([
  'ERR_TOO_MANY_REDIRECTS',
  'ERR_UNSAFE_REDIRECT',
  'ERR_ANSWER_TOO_LARGE',
]);

function codesOf(error: unknown, depth = 0): string[] {
  if (!(error instanceof Error) || depth > 4) return [];
  const own = 'code' in error && typeof error.code === 'string' ? [error.code] : [];
  // Chromium's network stack names its code in the message alone.
  const chromium = /\bnet::(ERR_\w+)/.exec(error.message)?.[1];
  const inner = error instanceof AggregateError ? error.errors : [];
  return [
    ...own,
    ...(chromium === undefined ? [] : [chromium]),
    ...inner.flatMap((each) => codesOf(each, depth + 1)),
    ...codesOf(error.cause, depth + 1),
  ];
}

/**
 * Reads why a request failed. Unknown codes count as a network error after which the request may
 * have been handled: the careful answer for a call that must not be sent twice.
 */
export function readNetworkError(error: unknown): NetworkError {
  const codes = codesOf(error);
  if (codes.some((code) => notTheApiCodes.has(code))) {
    return { cause: 'not-the-api', mayHaveBeenHandled: true };
  }
  if (codes.some((code) => certificateCode.test(code))) {
    return { cause: 'certificate', mayHaveBeenHandled: false };
  }
  return {
    cause: 'network',
    mayHaveBeenHandled: !codes.some((code) => neverSentCodes.has(code)),
  };
}

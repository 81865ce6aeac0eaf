import type { OfflineCause } from '@mytone/shared/auth-state.ts';

/** A failed request, read from the error's codes (Node's, or Chromium's `net::ERR_…`). */
export interface NetworkError {
  readonly cause: Extract<
    OfflineCause,
    'network' | 'certificate' | 'not-the-api' | 'proxy-sign-in'
  >;
  readonly mayHaveBeenHandled: boolean;
}

/**
 * Names the certificate of the server or of a proxy, which is checked before the request is sent.
 * Other TLS errors (`EPROTO`, `ERR_SSL_…`) can also break a connection later, and with TLS 1.3 so
 * can an alert and what concerns the client's own certificate.
 */
function namesCertificate(code: string): boolean {
  return (
    /CERT|SELF_SIGNED|HOSTNAME_MISMATCH|^UNABLE_TO_|^INVALID_(CA|PURPOSE)$/.test(code) &&
    !/CLIENT_AUTH|_ALERT_/.test(code)
  );
}

/**
 * The connection was never made, so the request cannot have been handled: only codes that no later
 * moment of a request has (Chromium's: net/base/net_error_list.h).
 */
const neverSentCodes: ReadonlySet<string> = new Set([
  'ENOTFOUND',
  'EAI_AGAIN',
  'ECONNREFUSED',
  'UND_ERR_CONNECT_TIMEOUT',
  'ERR_NAME_NOT_RESOLVED',
  'ERR_NAME_RESOLUTION_FAILED',
  'ERR_ICANN_NAME_COLLISION',
  'ERR_CONNECTION_REFUSED',
  'ERR_CONNECTION_TIMED_OUT',
  'ERR_CONNECTION_FAILED',
  'ERR_ADDRESS_INVALID',
  'ERR_NETWORK_ACCESS_DENIED',
  'ERR_TUNNEL_CONNECTION_FAILED',
  'ERR_MANDATORY_PROXY_CONFIGURATION_FAILED',
  'ERR_NO_SUPPORTED_PROXIES',
  'ERR_BLOCKED_BY_CLIENT',
  'ERR_BLOCKED_BY_ADMINISTRATOR',
]);
const neverSentFamily = /^ERR_(DNS|PROXY|SOCKS)_/;

/** Node's codes of a socket, certain only while the connection is being made. */
const connectCodes: ReadonlySet<string> = new Set([
  'ENETUNREACH',
  'ENETDOWN',
  'EHOSTUNREACH',
  'EHOSTDOWN',
  'ETIMEDOUT',
]);

/** Something answered, in a way that the network stack could not read: no status is known. */
const unreadableResponse =
  /^(ERR_(INVALID|UNSAFE|TOO_MANY)_REDIRECTS?|ERR_INVALID_(HTTP_)?RESPONSE|ERR_RESPONSE_HEADERS_(TOO_BIG|MULTIPLE_\w+)|ERR_CONTENT_DECODING_\w+|HPE_\w+|UND_ERR_HEADERS_OVERFLOW)$/;

/**
 * Electron's `net.fetch` rejects a redirect that must not be followed with this message and no
 * code, where a browser's fetch answers with the redirect
 * (https://github.com/electron/electron/issues/43715).
 */
const redirectMessage = 'Redirect was cancelled';

function* errorsIn(error: unknown, depth = 0): Generator<Error> {
  if (!(error instanceof Error) || depth > 4) {
    return;
  }
  yield error;
  const inner: readonly unknown[] = error instanceof AggregateError ? error.errors : [];
  for (const each of [...inner, error.cause]) {
    yield* errorsIn(each, depth + 1);
  }
}

/** Whatever a request was rejected with, axios makes an error of it: its message may be anything. */
function messageOf({ message }: { readonly message: unknown }): string {
  return typeof message === 'string' ? message : '';
}

function codesOf(error: Error): string[] {
  const own = 'code' in error && typeof error.code === 'string' ? [error.code] : [];
  // Chromium's network stack names its code in the message alone.
  const chromium = /\bnet::(ERR_\w+)/.exec(messageOf(error))?.[1];
  return chromium === undefined ? own : [...own, chromium];
}

function wasNeverSent(error: Error): boolean {
  const isConnecting = 'syscall' in error && error.syscall === 'connect';
  return codesOf(error).some(
    (code) =>
      neverSentCodes.has(code) ||
      neverSentFamily.test(code) ||
      (isConnecting && connectCodes.has(code)),
  );
}

/** True if the request failed because a redirect was not followed: then a response came. */
export function isUnfollowedRedirect(error: unknown): boolean {
  return [...errorsIn(error)].some((each) => messageOf(each).includes(redirectMessage));
}

/**
 * Reads why a request failed. Unknown codes count as a network error after which the request may
 * have been handled: the careful answer for a call that must not be sent twice.
 */
export function readNetworkError(error: unknown): NetworkError {
  const errors = [...errorsIn(error)];
  const codes = errors.flatMap(codesOf);
  if (codes.some((code) => unreadableResponse.test(code))) {
    return { cause: 'not-the-api', mayHaveBeenHandled: true };
  }
  if (codes.some((code) => code.startsWith('ERR_PROXY_AUTH_REQUESTED'))) {
    return { cause: 'proxy-sign-in', mayHaveBeenHandled: false };
  }
  if (codes.some(namesCertificate)) {
    return { cause: 'certificate', mayHaveBeenHandled: false };
  }
  return { cause: 'network', mayHaveBeenHandled: !errors.some(wasNeverSent) };
}

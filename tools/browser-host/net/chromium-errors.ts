/** Node's error codes by Chromium's name for the same failure. */
const codes: Readonly<Record<string, readonly string[]>> = {
  ERR_NAME_NOT_RESOLVED: ['ENOTFOUND', 'EAI_AGAIN', 'EAI_FAIL', 'EAI_NODATA'],
  ERR_CONNECTION_REFUSED: ['ECONNREFUSED'],
  ERR_CONNECTION_RESET: ['ECONNRESET', 'EPIPE'],
  ERR_CONNECTION_ABORTED: ['ECONNABORTED'],
  ERR_CONNECTION_TIMED_OUT: ['ETIMEDOUT', 'UND_ERR_CONNECT_TIMEOUT'],
  ERR_TIMED_OUT: ['UND_ERR_HEADERS_TIMEOUT', 'UND_ERR_BODY_TIMEOUT'],
  ERR_INTERNET_DISCONNECTED: ['ENETUNREACH', 'ENETDOWN'],
  ERR_ADDRESS_UNREACHABLE: ['EHOSTUNREACH', 'EHOSTDOWN'],
  ERR_NETWORK_ACCESS_DENIED: ['EACCES', 'EPERM'],
  ERR_EMPTY_RESPONSE: ['UND_ERR_SOCKET'],
  ERR_CONTENT_LENGTH_MISMATCH: ['UND_ERR_RES_CONTENT_LENGTH_MISMATCH'],
  ERR_RESPONSE_HEADERS_TOO_BIG: ['UND_ERR_HEADERS_OVERFLOW'],
  ERR_CERT_AUTHORITY_INVALID: [
    'DEPTH_ZERO_SELF_SIGNED_CERT',
    'SELF_SIGNED_CERT_IN_CHAIN',
    'UNABLE_TO_GET_ISSUER_CERT',
    'UNABLE_TO_GET_ISSUER_CERT_LOCALLY',
    'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
    'CERT_UNTRUSTED',
  ],
  ERR_CERT_DATE_INVALID: ['CERT_HAS_EXPIRED', 'CERT_NOT_YET_VALID'],
  ERR_CERT_REVOKED: ['CERT_REVOKED'],
  ERR_CERT_COMMON_NAME_INVALID: ['ERR_TLS_CERT_ALTNAME_INVALID'],
  ERR_SSL_PROTOCOL_ERROR: ['EPROTO'],
};

/** Failures for which Node's fetch has a message but no code. */
const phrases: readonly (readonly [RegExp, string])[] = [
  [/^bad port$/, 'ERR_UNSAFE_PORT'],
  [/^redirect count exceeded$/, 'ERR_TOO_MANY_REDIRECTS'],
];

function codesOf(error: unknown): string[] {
  if (!(error instanceof Error)) {
    return [];
  }
  const own = 'code' in error && typeof error.code === 'string' ? [error.code] : [];
  const inner = error instanceof AggregateError ? error.errors.flatMap(codesOf) : [];
  return [...own, ...inner, ...codesOf(error.cause)];
}

function nameOf(error: unknown): string {
  const words = error instanceof Error && error.cause instanceof Error ? error.cause.message : '';
  const phrase = phrases.find(([pattern]) => pattern.test(words));
  if (phrase) {
    return phrase[1];
  }
  for (const code of codesOf(error)) {
    const known = Object.entries(codes).find(([, names]) => names.includes(code));
    if (known) {
      return known[0];
    }
    if (code.startsWith('ERR_SSL_')) {
      return 'ERR_SSL_PROTOCOL_ERROR';
    }
    if (code.startsWith('HPE_')) {
      return 'ERR_INVALID_HTTP_RESPONSE';
    }
  }
  return 'ERR_FAILED';
}

/** The same for a request through a proxy: only the proxy is connected to. */
export function toProxyError(error: unknown): Error {
  const isKnown = error instanceof Error && error.message.startsWith('net::');
  const known = isKnown ? error : toChromiumError(error);
  const isConnection = /CONNECTION_REFUSED|NAME_NOT_RESOLVED/.test(known.message);
  return isConnection ? new Error('net::ERR_PROXY_CONNECTION_FAILED') : known;
}

/**
 * The error that Electron's `net.fetch` has for a failure in Node: a plain `Error` without a code,
 * whose message is `net::ERR_…` (`lib/common/api/net-client-request.ts`, the event `error`).
 */
export function toChromiumError(error: unknown): Error {
  return new Error(`net::${nameOf(error)}`);
}

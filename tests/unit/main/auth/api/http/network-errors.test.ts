import { describe, expect, it } from 'vitest';
import {
  isUnfollowedRedirect,
  readNetworkError,
} from '../../../../../../src/main/auth/api/http/network-errors.ts';

function withCode(code: string): Error {
  return Object.assign(new Error('failed'), { code });
}

describe('a failed request', () => {
  it.each([
    ...['ENOTFOUND', 'EAI_AGAIN', 'ECONNREFUSED', 'UND_ERR_CONNECT_TIMEOUT'],
    ...['ERR_NAME_NOT_RESOLVED', 'ERR_NAME_RESOLUTION_FAILED', 'ERR_CONNECTION_REFUSED'],
    ...['ERR_CONNECTION_TIMED_OUT', 'ERR_CONNECTION_FAILED', 'ERR_PROXY_CONNECTION_FAILED'],
    ...['ERR_TUNNEL_CONNECTION_FAILED', 'ERR_NETWORK_ACCESS_DENIED', 'ERR_DNS_TIMED_OUT'],
    ...['ERR_PROXY_AUTH_UNSUPPORTED', 'ERR_SOCKS_CONNECTION_FAILED', 'ERR_ADDRESS_INVALID'],
  ])('with %s was never sent', (code) => {
    expect(readNetworkError(withCode(code))).toEqual({
      cause: 'network',
      mayHaveBeenHandled: false,
    });
  });

  it.each(['ERR_PROXY_AUTH_REQUESTED', 'ERR_PROXY_AUTH_REQUESTED_WITH_NO_CONNECTION'])(
    'with %s was never sent, because a proxy wants a sign-in',
    (code) => {
      expect(readNetworkError(new Error(`net::${code}`))).toEqual({
        cause: 'proxy-sign-in',
        mayHaveBeenHandled: false,
      });
    },
  );

  it.each(['EHOSTUNREACH', 'EHOSTDOWN', 'ENETDOWN', 'ENETUNREACH', 'ETIMEDOUT'])(
    'with %s was never sent only if the connection was being made',
    (code) => {
      const connecting = Object.assign(withCode(code), { syscall: 'connect' });
      expect(readNetworkError(connecting).mayHaveBeenHandled).toBe(false);
      const reading = Object.assign(withCode(code), { syscall: 'read' });
      expect(readNetworkError(reading).mayHaveBeenHandled).toBe(true);
    },
  );

  it.each([
    ...['ECONNRESET', 'ERR_CONNECTION_RESET', 'ERR_EMPTY_RESPONSE', 'WHO_KNOWS', 'ERR_TIMED_OUT'],
    ...['ERR_NETWORK_CHANGED', 'ERR_NETWORK_IO_SUSPENDED', 'ERR_HTTP2_PING_FAILED'],
    ...['ERR_INTERNET_DISCONNECTED', 'ERR_ADDRESS_UNREACHABLE', 'ERR_CONTENT_LENGTH_MISMATCH'],
    // TLS errors that do not name the certificate of the server.
    ...['EPROTO', 'ERR_SSL_PROTOCOL_ERROR', 'ERR_SSL_BAD_RECORD_MAC_ALERT', 'ERR_TLS_X'],
    ...['ERR_SSL_CLIENT_AUTH_CERT_NEEDED', 'ERR_BAD_SSL_CLIENT_AUTH_CERT'],
    'ERR_SSL_TLSV13_ALERT_CERTIFICATE_REQUIRED',
    // Names that only contain those of certificate errors.
    'ERR_UNABLE_TO_REUSE_CONNECTION_FOR_PROXY_AUTH',
    ...['ERR_INVALID_CA', 'INVALID_CALL', 'ERR_OSSL_INVALID_PURPOSE'],
  ])('with %s may have been handled', (code) => {
    expect(readNetworkError(withCode(code))).toEqual({
      cause: 'network',
      mayHaveBeenHandled: true,
    });
  });

  it.each([
    ...['CERT_HAS_EXPIRED', 'DEPTH_ZERO_SELF_SIGNED_CERT', 'SELF_SIGNED_CERT_IN_CHAIN'],
    ...['ERR_TLS_CERT_ALTNAME_INVALID', 'UNABLE_TO_VERIFY_LEAF_SIGNATURE', 'HOSTNAME_MISMATCH'],
    ...['UNABLE_TO_GET_ISSUER_CERT_LOCALLY', 'ERR_CERT_DATE_INVALID', 'INVALID_CA'],
    ...['ERR_SSL_SERVER_CERT_BAD_FORMAT', 'ERR_PROXY_CERTIFICATE_INVALID'],
    ...['ERR_CERTIFICATE_TRANSPARENCY_REQUIRED', 'ERR_SSL_PINNED_KEY_NOT_IN_CERT_CHAIN'],
  ])('with %s failed on the certificate', (code) => {
    expect(readNetworkError(withCode(code))).toEqual({
      cause: 'certificate',
      mayHaveBeenHandled: false,
    });
  });

  it.each([
    ...['ERR_TOO_MANY_REDIRECTS', 'ERR_UNSAFE_REDIRECT', 'ERR_INVALID_HTTP_RESPONSE'],
    ...['ERR_RESPONSE_HEADERS_TOO_BIG', 'ERR_CONTENT_DECODING_FAILED', 'HPE_INVALID_CONSTANT'],
  ])('with %s was not answered by the API', (code) => {
    expect(readNetworkError(withCode(code))).toEqual({
      cause: 'not-the-api',
      mayHaveBeenHandled: true,
    });
  });

  it('is a redirect only with the message that Electron uses for one', () => {
    const cancelled = new Error('Redirect was cancelled');
    expect(isUnfollowedRedirect(cancelled)).toBe(true);
    expect(isUnfollowedRedirect(new Error('outer', { cause: cancelled }))).toBe(true);
    expect(isUnfollowedRedirect(withCode('ECONNRESET'))).toBe(false);
    expect(isUnfollowedRedirect('Redirect was cancelled')).toBe(false);
  });

  it('is read through causes, aggregates and the messages of Chromium', () => {
    const refused = withCode('ECONNREFUSED');
    for (const error of [
      new Error('outer', { cause: new Error('middle', { cause: refused }) }),
      new AggregateError([withCode('X'), refused]),
      new Error('net::ERR_NAME_NOT_RESOLVED'),
    ]) {
      expect(readNetworkError(error).mayHaveBeenHandled).toBe(false);
    }
  });

  it('that is its own cause, or not an error at all, is read too', () => {
    const circle = new Error('circle');
    circle.cause = circle;
    for (const error of [circle, 'text', null, undefined, withCode('')]) {
      expect(readNetworkError(error)).toEqual({ cause: 'network', mayHaveBeenHandled: true });
    }
  });

  it('is read to the fifth cause, and no deeper', () => {
    const nested = (depth: number): Error =>
      depth === 0
        ? withCode('ECONNREFUSED')
        : new Error('outer', {
            cause: new AggregateError([], 'none', { cause: nested(depth - 1) }),
          });
    expect(readNetworkError(nested(2)).mayHaveBeenHandled).toBe(false);
    expect(readNetworkError(nested(3)).mayHaveBeenHandled).toBe(true);
  });

  it('that holds itself among its errors is read too', () => {
    const circle = new AggregateError([], 'circle');
    circle.errors.push(circle);
    expect(readNetworkError(circle)).toEqual({ cause: 'network', mayHaveBeenHandled: true });
  });

  it.each([undefined, 7, Symbol('message'), Object.create(null) as object])(
    'whose message is not a string is read as one without a message',
    (message) => {
      const odd = Object.assign(new Error('failed'), { message });
      expect(isUnfollowedRedirect(odd)).toBe(false);
      expect(readNetworkError(odd)).toEqual({ cause: 'network', mayHaveBeenHandled: true });
    },
  );

  it.each([7, Symbol('code'), Object.create(null) as object])(
    'whose code is not a string is read as one without a code',
    (code) => {
      const odd = Object.assign(new Error('failed'), { code });
      expect(readNetworkError(odd)).toEqual({ cause: 'network', mayHaveBeenHandled: true });
    },
  );
});

import { describe, expect, it } from 'vitest';
import { readNetworkError } from '../../../../../src/main/auth/api/network-errors.ts';

function withCode(code: string): Error {
  return Object.assign(new Error('failed'), { code });
}

describe('a failed request', () => {
  it.each([
    ...['ENOTFOUND', 'EAI_AGAIN', 'ECONNREFUSED', 'ENETUNREACH', 'ENETDOWN', 'EHOSTUNREACH'],
    ...['EHOSTDOWN', 'UND_ERR_CONNECT_TIMEOUT', 'ERR_NAME_NOT_RESOLVED'],
    ...['ERR_NAME_RESOLUTION_FAILED', 'ERR_INTERNET_DISCONNECTED', 'ERR_CONNECTION_REFUSED'],
    ...['ERR_CONNECTION_TIMED_OUT', 'ERR_CONNECTION_FAILED', 'ERR_ADDRESS_UNREACHABLE'],
    ...['ERR_PROXY_CONNECTION_FAILED', 'ERR_TUNNEL_CONNECTION_FAILED'],
  ])('with %s was never sent', (code) => {
    expect(readNetworkError(withCode(code))).toEqual({
      cause: 'network',
      mayHaveBeenHandled: false,
    });
  });

  it.each(['ECONNRESET', 'ETIMEDOUT', 'ERR_CONNECTION_RESET', 'ERR_EMPTY_RESPONSE', 'WHO_KNOWS'])(
    'with %s may have been handled',
    (code) => {
      expect(readNetworkError(withCode(code))).toEqual({
        cause: 'network',
        mayHaveBeenHandled: true,
      });
    },
  );

  it.each([
    ...['CERT_HAS_EXPIRED', 'DEPTH_ZERO_SELF_SIGNED_CERT', 'SELF_SIGNED_CERT_IN_CHAIN'],
    ...['ERR_TLS_CERT_ALTNAME_INVALID', 'UNABLE_TO_VERIFY_LEAF_SIGNATURE', 'HOSTNAME_MISMATCH'],
    ...['UNABLE_TO_GET_ISSUER_CERT_LOCALLY', 'EPROTO', 'ERR_SSL_PROTOCOL_ERROR', 'ERR_TLS_X'],
    'ERR_CERT_DATE_INVALID',
  ])('with %s failed on the certificate', (code) => {
    expect(readNetworkError(withCode(code))).toEqual({
      cause: 'certificate',
      mayHaveBeenHandled: false,
    });
  });

  it.each(['ERR_TOO_MANY_REDIRECTS', 'ERR_UNSAFE_REDIRECT', 'ERR_ANSWER_TOO_LARGE'])(
    'with %s was not answered by the API',
    (code) => {
      expect(readNetworkError(withCode(code))).toEqual({
        cause: 'not-the-api',
        mayHaveBeenHandled: true,
      });
    },
  );

  it('is read through causes, aggregates and the words of Chromium', () => {
    const refused = withCode('ECONNREFUSED');
    for (const error of [
      new Error('outer', { cause: new Error('middle', { cause: refused }) }),
      new AggregateError([withCode('X'), refused]),
      new Error('net::ERR_NAME_NOT_RESOLVED'),
    ]) {
      expect(readNetworkError(error).mayHaveBeenHandled).toBe(false);
    }
  });

  it('that is its own cause, or no error at all, is read too', () => {
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

  it.each([7, Symbol('code'), Object.create(null) as object])(
    'whose code is no text is read as one without',
    (code) => {
      const odd = Object.assign(new Error('failed'), { code });
      expect(readNetworkError(odd)).toEqual({ cause: 'network', mayHaveBeenHandled: true });
    },
  );
});

import { expect, test } from 'vitest';
import { failureOf, UpdateError } from '../../../../../src/main/update/core/update-failure.ts';

const withCode = (code: string) => Object.assign(new Error('x'), { code });

test.each([
  [new UpdateError('untrusted', 'signature'), 'untrusted'],
  [withCode('ERR_CHECKSUM_MISMATCH'), 'damaged'],
  [withCode('ERR_UPDATER_INVALID_SIGNATURE'), 'untrusted'],
  [withCode('HTTP_ERROR_404'), 'not-a-feed'],
  [withCode('HTTP_ERROR_503'), 'unreachable'],
  [withCode('HTTP_ERROR_429'), 'unreachable'],
  [withCode('ENOSPC'), 'disk-full'],
  [withCode('EACCES'), 'not-writable'],
  [withCode('EROFS'), 'not-writable'],
  [new Error('net::ERR_BLOCKED_BY_CLIENT'), 'untrusted'],
  [new Error('net::ERR_INTERNET_DISCONNECTED'), 'unreachable'],
  [new Error('net::ERR_CERT_AUTHORITY_INVALID'), 'unreachable'],
  [new Error('Cannot download "https://x/y", status 404: Not Found'), 'unreachable'],
  [new Error('Too many redirects (> 10)'), 'unreachable'],
  [new SyntaxError('Unexpected token'), 'not-a-feed'],
  [new TypeError('x is not a function'), 'unexpected'],
  ['text', 'unexpected'],
  [undefined, 'unexpected'],
])('%s is reported as %s', (error, code) => {
  expect(failureOf(error)).toBe(code);
});

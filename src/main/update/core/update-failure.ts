import type { UpdateFailure } from '@mytone/shared/update-state.ts';

/** An update that failed for a known reason. */
export class UpdateError extends Error {
  readonly failure: UpdateFailure;

  constructor(failure: UpdateFailure, detail: string) {
    super(`${failure}: ${detail}`);
    this.name = 'UpdateError';
    this.failure = failure;
  }
}

/** Codes of Node, of the system and of electron-updater that have a meaning here. */
const failures: Readonly<Record<string, UpdateFailure>> = {
  ERR_CHECKSUM_MISMATCH: 'damaged',
  // Windows: the installer has the signature of another publisher.
  ERR_UPDATER_INVALID_SIGNATURE: 'untrusted',
  HTTP_ERROR_404: 'not-a-feed',
  HTTP_ERROR_410: 'not-a-feed',
  ENOSPC: 'disk-full',
  EDQUOT: 'disk-full',
  EACCES: 'not-writable',
  EPERM: 'not-writable',
  EROFS: 'not-writable',
  EISDIR: 'not-writable',
  ENOTDIR: 'not-writable',
  ENOTEMPTY: 'not-writable',
  ETXTBSY: 'not-writable',
  EBUSY: 'not-writable',
  ECONNREFUSED: 'unreachable',
  ECONNRESET: 'unreachable',
  ENOTFOUND: 'unreachable',
  ETIMEDOUT: 'unreachable',
  EPIPE: 'unreachable',
};

/** The closed code for any error of an update. */
export function failureOf(error: unknown): UpdateFailure {
  if (error instanceof UpdateError) {
    return error.failure;
  }
  if (!(error instanceof Error)) {
    return 'unexpected';
  }
  const code = 'code' in error ? String(error.code) : '';
  const known = failures[code];
  if (known !== undefined) {
    return known;
  }
  if (error instanceof SyntaxError) {
    // electron-updater parses an error page that claims to be JSON.
    return 'not-a-feed';
  }
  if (error.message.includes('ERR_BLOCKED_BY_CLIENT')) {
    // Our own guard: a request that does not use https.
    return 'untrusted';
  }
  const isOfNetwork =
    code.startsWith('HTTP_ERROR_') ||
    error.message.startsWith('net::ERR_') ||
    // electron-updater's own errors, which have no code.
    /^Cannot download|aborted|too many redirects/i.test(error.message);
  return isOfNetwork ? 'unreachable' : 'unexpected';
}

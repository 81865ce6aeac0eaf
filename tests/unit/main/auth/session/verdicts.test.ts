import { describe, expect, it } from 'vitest';
import type { ApiAnswer } from '../../../../../src/main/auth/api/api-answer.ts';
import {
  deathReason,
  profileVerdict,
  refreshVerdict,
} from '../../../../../src/main/auth/session/verdicts.ts';

const day = 24 * 3_600_000;

const success: ApiAnswer<null> = { kind: 'success', value: null };
const invalid: ApiAnswer<null> = { kind: 'invalid-input', status: 422, fields: {} };
const aborted: ApiAnswer<null> = { kind: 'aborted' };
const unanswered: ApiAnswer<null> = {
  kind: 'no-answer',
  cause: 'network',
  status: 401,
  mayHaveBeenHandled: true,
  retryAfterMs: null,
};

function refused(status: number): ApiAnswer<null> {
  return { kind: 'refused', status, detail: 'no', retryAfterMs: null };
}

describe('the verdict on a refresh', () => {
  it.each([
    [success, 'alive'],
    [refused(400), 'dead'],
    [refused(401), 'dead'],
    [refused(403), 'dead'],
    [refused(404), 'retry'],
    [refused(409), 'retry'],
    [refused(418), 'retry'],
    [invalid, 'tell'],
    [unanswered, 'retry'],
    [aborted, 'retry'],
  ] as const)('%j: %s', (answer, verdict) => {
    expect(refreshVerdict(answer)).toBe(verdict);
  });
});

describe('the verdict on a profile', () => {
  it.each([
    [success, 'alive'],
    [refused(401), 'stale'],
    [refused(403), 'tell'],
    [refused(404), 'tell'],
    [refused(400), 'retry'],
    [refused(409), 'retry'],
    [invalid, 'tell'],
    [unanswered, 'retry'],
    [aborted, 'retry'],
  ] as const)('%j: %s', (answer, verdict) => {
    expect(profileVerdict(answer)).toBe(verdict);
  });
});

describe('the reason of a death', () => {
  it.each([
    [403, 0, 'account-disabled'],
    [403, null, 'account-disabled'],
    [401, null, 'expired'],
    [401, 7 * day, 'expired'],
    [401, 7 * day - 1, 'revoked'],
    [400, 0, 'revoked'],
  ] as const)('%i after %s ms: %s', (status, idleMs, reason) => {
    expect(deathReason(status, idleMs)).toBe(reason);
  });
});

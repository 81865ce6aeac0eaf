import { describe, expect, it } from 'vitest';
import type { ApiAnswer } from '../../../../../../src/main/auth/api/api-answer.ts';
import {
  deathReason,
  isDead,
  isLost,
  isStale,
  isTold,
  isUnheard,
} from '../../../../../../src/main/auth/session/core/verdicts.ts';

const day = 24 * 3_600_000;

const success: ApiAnswer<null> = { kind: 'success', value: null };
const invalid: ApiAnswer<null> = { kind: 'invalid-input', status: 422, fields: {} };
const aborted: ApiAnswer<null> = { kind: 'aborted' };

function unanswered(
  status: number | null,
  cause: 'network' | 'certificate' | 'server' = 'network',
  mayHaveBeenHandled = true,
): ApiAnswer<null> {
  return { kind: 'no-answer', cause, status, mayHaveBeenHandled, retryAfterMs: null };
}

function refused(status: number): ApiAnswer<null> {
  return { kind: 'refused', status, detail: 'no', retryAfterMs: null };
}

const answers = [
  success,
  invalid,
  aborted,
  unanswered(null),
  unanswered(null, 'network', false),
  unanswered(null, 'certificate'),
  unanswered(401),
  unanswered(404),
  unanswered(503, 'server'),
  ...[400, 401, 403, 404, 405, 408, 409, 418, 422, 425].map(refused),
];

function fitting(fits: (answer: ApiAnswer<null>) => boolean): ApiAnswer<null>[] {
  return answers.filter(fits);
}

describe('among all responses', () => {
  it('a refusal of the refresh by the API itself is the only one that ends a session', () => {
    expect(fitting(isDead)).toEqual([400, 401, 403].map(refused));
  });

  it('a 401 of the API itself says that the access token is not accepted', () => {
    expect(fitting(isStale)).toEqual([refused(401)]);
  });

  it('those that will be the same in a minute are told to the user', () => {
    expect(fitting((answer) => isTold(answer, 'refresh'))).toEqual([invalid, refused(422)]);
    expect(fitting((answer) => isTold(answer, 'profile'))).toEqual([
      invalid,
      ...[403, 404, 422].map(refused),
    ]);
  });

  it('those without a status were never sent by a server', () => {
    expect(fitting(isUnheard)).toEqual([
      unanswered(null),
      unanswered(null, 'network', false),
      unanswered(null, 'certificate'),
    ]);
  });

  it('only a broken connection after the request is a lost response', () => {
    expect(fitting(isLost)).toEqual([unanswered(null)]);
  });
});

describe('the reason for the end of a session', () => {
  it.each([
    [403, 0, 'account-disabled'],
    [403, null, 'account-disabled'],
    [401, 0, 'revoked'],
    [400, 7 * day - 1, 'revoked'],
    [401, 7 * day, 'expired'],
    [401, null, 'expired'],
  ] as const)('after a %i and %s ms without use is %s', (status, idleMs, reason) => {
    expect(deathReason(status, { idleMs, isUnknown: false })).toBe(reason);
  });

  it.each([
    [401, 0, 'keychain-lost'],
    [400, 7 * day, 'keychain-lost'],
    [401, null, 'keychain-lost'],
    [403, 0, 'account-disabled'],
  ] as const)(
    'for a token that was never stored here, after a %i and %s ms, is %s',
    (status, idleMs, reason) => {
      expect(deathReason(status, { idleMs, isUnknown: true })).toBe(reason);
    },
  );
});

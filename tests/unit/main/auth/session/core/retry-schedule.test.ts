import { describe, expect, it } from 'vitest';
import {
  idleDelay,
  isTooEarly,
  waitAfter,
} from '../../../../../../src/main/auth/session/core/retry-schedule.ts';
import {
  online,
  refused,
  restored,
  second,
} from '../../../../../support/engine/core/create-core.ts';
import { neverSent } from '../../../../../support/engine/silent-api.ts';

const minute = 60 * second;
const seen = { failures: 0, isSeen: true, chance: 0 };
const long = { failures: 30, isSeen: true, chance: 0 };
const invalid = { kind: 'invalid-input', status: 422, fields: {} } as const;

describe('the wait after a failure', () => {
  it.each([
    ['wake', 0, 1],
    ['wake', 1, 1],
    ['wake', 2, 2],
    ['refresh', 0, 1],
    ['refresh', 1, 2],
    ['profile', 1, 2],
  ] as const)('(%s, after %i others) is %i s', (step, failures, seconds) => {
    const wait = waitAfter(neverSent, step, { ...seen, failures });
    expect(wait).toEqual({ cause: 'network', delayMs: seconds * second, firmMs: 0 });
  });

  it.each([
    ['wake', true, minute],
    ['profile', true, minute],
    ['refresh', true, 5 * minute],
    ['wake', false, 5 * minute],
    ['profile', false, 5 * minute],
  ] as const)('(%s, in a visible window: %s) is at most %i ms', (step, isSeen, delayMs) => {
    expect(waitAfter(neverSent, step, { ...long, isSeen })).toMatchObject({ delayMs });
  });

  it.each(['certificate', 'proxy-sign-in'] as const)('is 5 min if the cause is %s', (cause) => {
    const answer = { ...neverSent, cause };
    expect(waitAfter(answer, 'wake', seen)).toEqual({ cause, delayMs: 5 * minute, firmMs: 0 });
  });

  it.each([
    ['refresh', 5 * minute],
    ['profile', 5 * minute],
    ['wake', second],
  ] as const)('(%s, refused as invalid) is %i ms', (step, delayMs) => {
    expect(waitAfter(invalid, step, seen)).toMatchObject({ cause: 'refused', delayMs });
  });

  it('is as long as the server asks for, but no longer than a day', () => {
    const day = 24 * 60 * minute;
    const asked = (retryAfterMs: number | null) =>
      waitAfter({ ...refused, retryAfterMs }, 'refresh', seen);
    expect(asked(30 * second)).toEqual({
      cause: 'refused',
      delayMs: 30 * second,
      firmMs: 30 * second,
    });
    expect(asked(null)).toMatchObject({ delayMs: second });
    expect(asked(2 * day)).toMatchObject({ delayMs: day, firmMs: day });
  });

  it.each([
    ['refresh', refused, 30 * second],
    ['refresh', invalid, 30 * second],
    ['refresh', { ...refused, retryAfterMs: 40 * second }, 40 * second],
    ['refresh', neverSent, 0],
    ['refresh', { kind: 'aborted' }, 0],
    ['profile', refused, 0],
    ['wake', { ...neverSent, status: 503 }, 0],
  ] as const)('(%s, %j) can be cut short by the user alone for %i ms', (step, answer, firmMs) => {
    expect(waitAfter(answer, step, long)).toMatchObject({ firmMs });
  });

  it.each([
    ['wake', true, 50 * second],
    ['profile', true, 50 * second],
    ['wake', false, 5 * minute],
    ['refresh', true, 5 * minute],
  ] as const)(
    '(%s, in a visible window: %s) is 10 s shorter in the end if nobody answered in that time',
    (step, isSeen, delayMs) => {
      const lost = { ...neverSent, mayHaveBeenHandled: true };
      expect(waitAfter(lost, step, { ...long, isSeen })).toMatchObject({ delayMs });
    },
  );

  it('of an abandoned request has the network as its cause', () => {
    expect(waitAfter({ kind: 'aborted' }, 'wake', seen)).toEqual({
      cause: 'network',
      delayMs: second,
      firmMs: 0,
    });
  });
});

describe('the wait while nothing is wrong', () => {
  const at = { wall: 0, server: 0, chance: 0 };

  it('ends when the token is renewed, but lasts at least 30 s', () => {
    const session = online().session();
    const access = session.access;
    if (access === null) {
      throw new Error('There is no access token');
    }
    const renewIn = (renewAt: number) =>
      idleDelay({ ...session, access: { ...access, renewAt } }, at);
    expect(renewIn(31 * second)).toBe(31 * second);
    expect(renewIn(29 * second)).toBe(30 * second);
    expect(idleDelay(restored().session(), at)).toBe(30 * second);
  });
});

describe('an attempt', () => {
  const session = restored().session();
  const at = { wall: 0, server: 100, chance: 0 };
  const failedUntil = (until: number) => ({
    ...session,
    failed: { answer: neverSent, until },
  });

  it.each([
    ['network-up', true],
    ['resume', false],
    ['user', false],
    ['timer', false],
  ] as const)('without a failure is too early for the cause %s: %s', (cause, isEarly) => {
    expect(isTooEarly(session, cause, at)).toBe(isEarly);
  });

  it.each([
    ['network-up', true],
    ['resume', true],
    ['user', false],
    ['timer', false],
  ] as const)(
    'during a wait that the server asked for is too early for the cause %s: %s',
    (cause, isEarly) => {
      expect(isTooEarly(failedUntil(101), cause, at)).toBe(isEarly);
      expect(isTooEarly(failedUntil(100), cause, at)).toBe(false);
    },
  );
});

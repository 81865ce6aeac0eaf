import { offlineCauses } from '@mytone/shared/auth-state.ts';
import { expect, it } from 'vitest';
import { supportCode } from '../../../../../../src/renderer/components/features/frame/support-code.ts';

it.each([
  ['unexpected', 'unexpected'],
  ['untrusted-sender', 'untrusted-sender'],
  ['invalid-input', 'invalid-input'],
  ['account-disabled', 'account-disabled'],
  ['sign-in-refused', 'sign-in-refused'],
  ['wrong-credentials', null],
  ['email-taken', null],
  ['cancelled', null],
] as const)('the failure "%s" has the code %s for support', (code, expected) => {
  expect(supportCode({ code })).toBe(expected);
});

it('names the cause of an unreachable API, except for causes on the side of the user', () => {
  const codes = offlineCauses.map((cause) => supportCode({ code: 'unreachable', cause }));
  expect(codes.filter((code) => code !== null)).toEqual([
    'unreachable/certificate',
    'unreachable/server',
    'unreachable/unreadable-answer',
    'unreachable/refused',
  ]);
});

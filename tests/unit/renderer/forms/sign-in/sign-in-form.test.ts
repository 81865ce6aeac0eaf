import { signInInputSchema } from '@mytone/shared/inputs.ts';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import {
  signInFields,
  signInProblem,
} from '../../../../../src/renderer/forms/sign-in/sign-in-form.ts';

/** What the schema says about one field; main parses with it. */
function problemOfSchema(field: (typeof signInFields)[number], entry: string) {
  const { error } = signInInputSchema.safeParse({ login: 'jean', password: 'p', [field]: entry });
  return error?.issues[0]?.message;
}

const entries = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc.string({ unit: fc.constantFrom(' ', '\t', '\u00a0', '\u200b', '\ufeff', '@', 'a', 'É') }),
  fc.integer({ min: 1020, max: 1030 }).map((length) => 'x'.repeat(length)),
);

it.each(signInFields)('finds the same problem as the schema in any entry: %s', (field) => {
  fc.assert(
    fc.property(entries, (entry) => {
      expect(signInProblem(field, entry)).toBe(problemOfSchema(field, entry));
    }),
  );
});

it.each([
  ['login', '', 'required'],
  ['login', ' \u200b\u00a0', 'required'],
  ['login', 'x'.repeat(1025), 'too-long'],
  ['password', '', 'required'],
  ['password', ' ', undefined],
  ['password', 'x'.repeat(1024), undefined],
  ['password', 'x'.repeat(1025), 'too-long'],
  ['password', '🎵'.repeat(1024), undefined],
  ['password', '🎵'.repeat(1025), 'too-long'],
] as const)('%s %j: %s', (field, entry, problem) => {
  expect(signInProblem(field, entry)).toBe(problem);
});

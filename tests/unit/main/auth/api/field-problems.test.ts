import { describe, expect, it } from 'vitest';
import {
  reduceValidationError,
  validationErrorSchema,
} from '../../../../../src/main/auth/api/field-problems.ts';

function problemsOf(loc: (string | number)[], type: string) {
  return reduceValidationError(validationErrorSchema.parse({ detail: [{ loc, msg: '', type }] }));
}

describe('a problem in a 422', () => {
  it.each([
    ['missing', 'required'],
    ['string_too_short', 'too-short'],
    ['too_short', 'too-short'],
    ['string_too_long', 'too-long'],
    ['too_long', 'too-long'],
    ['value_error', 'invalid'],
    ['a type of a later version', 'invalid'],
    ['constructor', 'invalid'],
  ])('of type %s becomes %s', (type, problem) => {
    expect(problemsOf(['body', 'email'], type)).toEqual({ email: problem });
  });

  it('belongs to the innermost name only', () => {
    expect(problemsOf(['email', 'username', 'password'], 'missing')).toEqual({
      password: 'required',
    });
  });

  it('is read even if parts of it are missing or odd', () => {
    const detail = [{ loc: ['body', 'email'] }, { type: 'missing' }, { loc: 'body', type: 7 }];
    expect(reduceValidationError(validationErrorSchema.parse({ detail }))).toEqual({
      email: 'invalid',
    });
  });

  it('is left out if the form has no such field', () => {
    expect(problemsOf(['body', 'type_client'], 'missing')).toEqual({});
  });
});

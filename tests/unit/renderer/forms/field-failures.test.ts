import { expect, it } from 'vitest';
import { fieldFailuresOf } from '../../../../src/renderer/forms/field-failures.ts';
import { signUpFields } from '../../../../src/renderer/forms/sign-up-form.ts';

it('puts a taken e-mail at the e-mail', () => {
  expect(fieldFailuresOf({ code: 'email-taken' }, signUpFields)).toEqual([
    { field: 'email', code: 'email-taken' },
  ]);
});

it('puts a taken username at the username', () => {
  expect(fieldFailuresOf({ code: 'username-taken' }, signUpFields)).toEqual([
    { field: 'username', code: 'username-taken' },
  ]);
});

it('puts refused fields in the order of the form', () => {
  const failure = {
    code: 'invalid-fields',
    fields: { password: 'too-long', name: 'required' },
  } as const;
  expect(fieldFailuresOf(failure, signUpFields)).toEqual([
    { field: 'name', code: 'required' },
    { field: 'password', code: 'too-long' },
  ]);
});

it('shows a refused field that the form lacks above the form', () => {
  const failure = { code: 'invalid-fields', fields: { surname: 'required' } } as const;
  expect(fieldFailuresOf(failure, ['login', 'password'])).toEqual([]);
});

it('leaves wrong credentials to the form as a whole', () => {
  expect(fieldFailuresOf({ code: 'wrong-credentials' }, ['login', 'password'])).toEqual([]);
});

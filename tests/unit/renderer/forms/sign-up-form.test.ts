import { describe, expect, it } from 'vitest';
import {
  type SignUpForm,
  signUpFormSchema,
  signUpInputOf,
} from '../../../../src/renderer/forms/sign-up-form.ts';

const filled: SignUpForm = {
  name: 'Jean',
  surname: 'Dupont',
  email: 'jean@example.com',
  confirmEmail: 'jean@example.com',
  username: 'jeandupont',
  password: 'SuperSecure123!',
  confirmPassword: 'SuperSecure123!',
};

/** The first problem of each field, as the form shows it. */
function problems(form: SignUpForm): Readonly<Record<string, string>> {
  const { error } = signUpFormSchema.safeParse(form);
  const byField = error?.issues.map((issue) => [issue.path.join('.'), issue.message] as const);
  return Object.fromEntries((byField ?? []).toReversed());
}

it('accepts a form that is filled in', () => {
  expect(problems(filled)).toEqual({});
});

it('ignores blanks around an e-mail when it compares', () => {
  expect(problems({ ...filled, email: ' jean@example.com ' })).toEqual({});
});

it('names the e-mail that was not repeated', () => {
  expect(problems({ ...filled, confirmEmail: 'jean@example.co' })).toEqual({
    confirmEmail: 'mismatch',
  });
});

it('names the password that was not repeated', () => {
  expect(problems({ ...filled, confirmPassword: 'SuperSecure123' })).toEqual({
    confirmPassword: 'mismatch',
  });
});

it('names mismatches and other problems at once', () => {
  const form = { ...filled, name: '', confirmEmail: 'other@example.com', password: 'short' };
  expect(problems(form)).toEqual({
    name: 'required',
    confirmEmail: 'mismatch',
    password: 'too-short',
    confirmPassword: 'mismatch',
  });
});

it('asks for a confirmation that is missing instead of calling it different', () => {
  expect(problems({ ...filled, confirmEmail: '', confirmPassword: '' })).toEqual({
    confirmEmail: 'required',
    confirmPassword: 'required',
  });
});

describe('what main is sent', () => {
  it('holds no confirmation', () => {
    expect(signUpInputOf(signUpFormSchema.parse(filled))).toEqual({
      name: 'Jean',
      surname: 'Dupont',
      email: 'jean@example.com',
      username: 'jeandupont',
      password: 'SuperSecure123!',
    });
  });
});

import { describe, expect, it } from 'vitest';
import {
  changePasswordFormSchema,
  profileChange,
  profileFormOf,
  profileFormSchema,
} from '../../../../src/renderer/forms/account-forms.ts';
import { jean } from '../jean.ts';

const problemsOf = (result: {
  error?: { issues: readonly { path: PropertyKey[]; message: string }[] };
}) =>
  Object.fromEntries(result.error?.issues.map(({ path, message }) => [path.join(), message]) ?? []);

describe('the profile form', () => {
  const form = profileFormOf(jean);

  it('sends nothing if nothing has changed', () => {
    expect(profileChange(form, form)).toBeNull();
  });

  it('sends what has changed, including a removed phone number', () => {
    const before = { ...form, phoneNumber: '1' };
    expect(profileChange(before, { ...before, name: 'Jeanne', phoneNumber: '' })).toEqual({
      name: 'Jeanne',
      phoneNumber: '',
    });
  });

  it('does not let an existing name be removed', () => {
    const result = profileFormSchema(jean).safeParse({ ...form, name: '  ' });
    expect(problemsOf(result)).toEqual({ name: 'required' });
  });

  it('lets a name that the API never had stay empty', () => {
    const nameless = { ...jean, surname: '' };
    expect(profileFormSchema(nameless).safeParse({ ...form, surname: '' }).success).toBe(true);
  });
});

describe('the form for a new password', () => {
  it('checks the length and the repetition of the new one, and leaves the current one to the API', () => {
    const result = changePasswordFormSchema.safeParse({
      currentPassword: 'x',
      password: 'short',
      confirmPassword: 'shorter',
    });
    expect(problemsOf(result)).toEqual({ password: 'too-short', confirmPassword: 'mismatch' });
  });
});

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

  it('sends nothing where nothing differs', () => {
    expect(profileChange(form, form)).toBeNull();
  });

  it('sends what differs, an emptied phone number too', () => {
    const before = { ...form, phoneNumber: '1' };
    expect(profileChange(before, { ...before, name: 'Jeanne', phoneNumber: '' })).toEqual({
      name: 'Jeanne',
      phoneNumber: '',
    });
  });

  it('keeps a name that is there from being emptied', () => {
    const result = profileFormSchema(jean).safeParse({ ...form, name: '  ' });
    expect(problemsOf(result)).toEqual({ name: 'required' });
  });

  it('lets a name stay empty that the API never had', () => {
    const nameless = { ...jean, surname: '' };
    expect(profileFormSchema(nameless).safeParse({ ...form, surname: '' }).success).toBe(true);
  });
});

describe('the form for another password', () => {
  it('counts the new one, compares it, and leaves the current one to the API', () => {
    const result = changePasswordFormSchema.safeParse({
      currentPassword: 'x',
      password: 'short',
      confirmPassword: 'shorter',
    });
    expect(problemsOf(result)).toEqual({ password: 'too-short', confirmPassword: 'mismatch' });
  });
});

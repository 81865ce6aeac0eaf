import type { CommandFailure } from '@mytone/shared/bridge/commands.ts';
import type { FieldCode } from '../i18n/problem-text.ts';

export interface FieldFailure<Field extends string> {
  readonly field: Field;
  readonly code: FieldCode;
}

/**
 * The fields of a form that a failure belongs to, in the order of `formFields`. Empty if it belongs
 * to none of them: then it is about the form as a whole.
 */
export function fieldFailuresOf<Field extends string>(
  failure: CommandFailure,
  formFields: readonly Field[],
): readonly FieldFailure<Field>[] {
  const codes = codesByField(failure);
  return formFields.flatMap((field) => {
    const code = codes[field];
    return code === undefined ? [] : [{ field, code }];
  });
}

function codesByField(failure: CommandFailure): Readonly<Record<string, FieldCode | undefined>> {
  switch (failure.code) {
    case 'email-taken':
      return { email: 'email-taken' };
    case 'username-taken':
      return { username: 'username-taken' };
    case 'account-taken':
      return { email: 'account-taken', username: 'account-taken' };
    case 'wrong-password':
      return { currentPassword: 'wrong-password' };
    case 'invalid-fields':
      return failure.fields;
    default:
      return {};
  }
}

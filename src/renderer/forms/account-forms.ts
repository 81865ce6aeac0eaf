import {
  changePasswordInputSchema,
  changeProfileInputSchema,
  deleteAccountInputSchema,
  presentText,
} from '@mytone/shared/inputs.ts';
import type { User } from '@mytone/shared/user.ts';
import * as z from 'zod/mini';
import { confirmation, sameEntries } from './confirmation.ts';

/** The form for changing the password: what is sent to main, and the confirmation, which is not sent. */
export const changePasswordFormSchema = z
  .extend(changePasswordInputSchema, { confirmPassword: confirmation })
  .check(sameEntries('password', 'confirmPassword'));
export type ChangePasswordForm = z.infer<typeof changePasswordFormSchema>;

export interface ProfileForm {
  readonly name: string;
  readonly surname: string;
  readonly phoneNumber: string;
}

/** A stored name cannot be emptied; one that was never set may stay empty. */
export function profileFormSchema({ name, surname }: Pick<User, 'name' | 'surname'>) {
  const trimmed = z.string().check(z.trim());
  return z.strictObject({
    name: name === '' ? trimmed : presentText,
    surname: surname === '' ? trimmed : presentText,
    phoneNumber: z.nonoptional(changeProfileInputSchema.shape.phoneNumber),
  });
}

/** What the form shows first: the stored profile, with blanks for what is missing. */
export function profileFormOf({ name, surname, phoneNumber }: User): ProfileForm {
  return { name, surname, phoneNumber: phoneNumber ?? '' };
}

/** What is sent to main: the changed fields; null if there are none. */
export function profileChange(
  before: ProfileForm,
  after: ProfileForm,
): Partial<ProfileForm> | null {
  const changed = Object.entries(after).filter(
    ([field, value]) => value !== before[field as keyof ProfileForm],
  );
  return changed.length === 0 ? null : Object.fromEntries(changed);
}

/** The password that confirms the deletion; the field has the name that the API uses in a refusal. */
export const deleteAccountFormSchema = z.strictObject({
  currentPassword: deleteAccountInputSchema.shape.password,
});
export type DeleteAccountForm = z.infer<typeof deleteAccountFormSchema>;

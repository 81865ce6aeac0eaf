import {
  type ChangeProfileInput,
  changePasswordInputSchema,
  changeProfileInputSchema,
  deleteAccountInputSchema,
  presentText,
} from '@mytone/shared/inputs.ts';
import type { User } from '@mytone/shared/user.ts';
import * as z from 'zod/mini';
import { confirmation, sameEntries } from './confirmation.ts';

/** The form for another password: what main is sent, and the confirmation that stays here. */
export const changePasswordFormSchema = z
  .extend(changePasswordInputSchema, { confirmPassword: confirmation })
  .check(sameEntries('password', 'confirmPassword'));
export type ChangePasswordForm = z.infer<typeof changePasswordFormSchema>;

export interface ProfileForm {
  readonly name: string;
  readonly surname: string;
  readonly phoneNumber: string;
}

/** A name that the API has cannot be emptied; one that it never had may stay empty. */
export function profileFormSchema({ name, surname }: Pick<User, 'name' | 'surname'>) {
  const trimmed = z.string().check(z.trim());
  return z.strictObject({
    name: name === '' ? trimmed : presentText,
    surname: surname === '' ? trimmed : presentText,
    phoneNumber: z.nonoptional(changeProfileInputSchema.shape.phoneNumber),
  });
}

export function profileFormOf({ name, surname, phoneNumber }: User): ProfileForm {
  return { name, surname, phoneNumber: phoneNumber ?? '' };
}

/** What main is sent: the fields that differ; null where none does. */
export function profileChange(before: ProfileForm, after: ProfileForm): ChangeProfileInput | null {
  const changed = Object.entries(after).filter(
    ([field, value]) => value !== before[field as keyof ProfileForm],
  );
  return changed.length === 0 ? null : Object.fromEntries(changed);
}

/** The password that confirms the deletion, under the name that the API's refusal has. */
export const deleteAccountFormSchema = z.strictObject({
  currentPassword: deleteAccountInputSchema.shape.password,
});
export type DeleteAccountForm = z.infer<typeof deleteAccountFormSchema>;

import {
  measurePassword,
  passwordMaximumBytes,
  passwordMinimumLength,
} from '@mytone/shared/account/field-limits.ts';
import { useFullText } from '../../../i18n/speech.ts';

/** How many characters a new password still needs, and whether it is too long for the API. */
export function PasswordLength({ password }: { readonly password: string }) {
  const t = useFullText();
  const { characters, bytes } = measurePassword(password);
  if (bytes > passwordMaximumBytes) {
    return t('passwordTooLong', { maximum: passwordMaximumBytes });
  }
  return characters >= passwordMinimumLength
    ? t('passwordStrength.enough')
    : t('passwordStrength.count', { length: characters, minimum: passwordMinimumLength });
}

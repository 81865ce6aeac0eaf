import {
  measurePassword,
  passwordMaximumBytes,
  passwordMinimumLength,
} from '@mytone/shared/inputs.ts';
import { useText } from '../../../i18n/speech.ts';

const goodLength = 16;

/** How far a new password has come, and whether it is too long for the API. */
export function PasswordLength({ password }: { readonly password: string }) {
  const t = useText();
  const { characters: length, bytes } = measurePassword(password);
  const isTooLong = bytes > passwordMaximumBytes;
  const isEnough = length >= passwordMinimumLength;
  const isGood = length >= goodLength;
  return (
    <>
      <meter
        className="password-meter"
        aria-hidden="true"
        min={0}
        max={goodLength}
        low={passwordMinimumLength}
        high={goodLength - 1}
        optimum={goodLength}
        value={Math.min(length, goodLength)}
      />
      {isTooLong && t('passwordTooLong', { maximum: passwordMaximumBytes })}
      {isGood && !isTooLong && t('password.lengthGood')}
      {isEnough && !isGood && !isTooLong && t('password.lengthEnough')}
      {!isEnough && t('password.length', { length, minimum: passwordMinimumLength })}
    </>
  );
}

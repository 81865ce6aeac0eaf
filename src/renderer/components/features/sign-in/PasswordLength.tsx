import { passwordMinimumLength } from '@mytone/shared/inputs.ts';
import { useText } from '../../../i18n/speech.ts';

const goodLength = 16;

/** How far a new password has come; length is what makes it strong. */
export function PasswordLength({ password }: { readonly password: string }) {
  const t = useText();
  const length = [...password].length;
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
      {isGood && t('password.lengthGood')}
      {isEnough && !isGood && t('password.lengthEnough')}
      {!isEnough && t('password.length', { length, minimum: passwordMinimumLength })}
    </>
  );
}

import {
  measurePassword,
  passwordMaximumBytes,
  passwordMinimumLength,
} from '@mytone/shared/account/field-limits.ts';
import { useEffect, useState } from 'react';
import { estimateStrength, type Strength } from '../../../forms/password-strength.ts';
import { useFullText } from '../../../i18n/speech.ts';
import { PasswordLength } from './PasswordLength.tsx';
import '../../../styles/on-demand/password-strength.css';

interface Props {
  readonly password: string;
  /** The user's name, e-mail and username, which do not make a password stronger. */
  readonly own: readonly string[];
}

const steps = [1, 2, 3, 4] as const;
const names = ['weakest', 'weak', 'fair', 'good', 'best'] as const;

/** How long a new password is, and how hard to guess where the API takes that length. */
export function PasswordStrength({ password, own }: Props) {
  const t = useFullText();
  const { characters, bytes } = measurePassword(password);
  const isTaken = characters >= passwordMinimumLength && bytes <= passwordMaximumBytes;
  const strength = useStrength(isTaken ? password : '', own);
  return (
    <div className="strength" data-strength={strength}>
      {/* Empty at first, so that nothing moves when the strength is known. */}
      <span className="strength-bar" aria-hidden="true">
        {steps.map((step) => (
          <span key={step} data-filled={strength !== null && strength >= step} />
        ))}
      </span>
      <span>
        {strength === null ? (
          <PasswordLength password={password} />
        ) : (
          t(`passwordStrength.${names[strength]}`)
        )}
      </span>
    </div>
  );
}

/** How long typing must pause before the password is judged, in milliseconds: it takes more than a frame. */
const pauseMs = 100;

/**
 * The strength of the password as it was when typing last paused. Null without a password, and until the
 * estimator has loaded; then only the length is shown.
 */
function useStrength(password: string, own: readonly string[]): Strength | null {
  const [known, setKnown] = useState<Strength | null>(null);
  if (password === '' && known !== null) {
    setKnown(null);
  }
  const ownWords = own.join('\n');
  useEffect(() => {
    if (password === '') {
      return;
    }
    let isCurrent = true;
    const timer = setTimeout(() => {
      estimateStrength(password, ownWords.split('\n')).then(
        (strength) => {
          if (isCurrent) {
            setKnown(strength);
          }
        },
        () => {
          // If the word lists cannot be loaded, only the length is shown.
        },
      );
    }, pauseMs);
    return () => {
      isCurrent = false;
      clearTimeout(timer);
    };
  }, [password, ownWords]);
  return known;
}

import type { ComponentProps } from 'react';
import { useText } from '../../i18n/speech.ts';
import { Icon } from './Icon.tsx';
import { TextField } from './TextField.tsx';

interface Props extends Omit<ComponentProps<typeof TextField>, 'type' | 'trailing'> {
  readonly isShown: boolean;
  /** Absent where another field's button shows this one too. */
  readonly onShow?: (isShown: boolean) => void;
}

/** A password, hidden until the user asks to see it. */
export function PasswordField({ isShown, onShow, ...field }: Props) {
  const t = useText();
  const showButton = onShow && (
    <button
      type="button"
      className="icon-button"
      aria-pressed={isShown}
      onClick={() => onShow(!isShown)}
    >
      <Icon name={isShown ? 'eyeOff' : 'eye'} />
      <span className="visually-hidden">{t('password.show')}</span>
    </button>
  );
  return (
    <TextField
      {...field}
      type={isShown ? 'text' : 'password'}
      autoCapitalize="none"
      spellCheck={false}
      trailing={showButton}
    />
  );
}

import { type ComponentProps, type KeyboardEvent, useState } from 'react';
import { useText } from '../../i18n/speech.ts';
import { IconButton } from './IconButton.tsx';
import { Icon } from './icon/Icon.tsx';
import { icons } from './icon/icons.ts';
import { TextField } from './TextField.tsx';

interface Props extends Omit<ComponentProps<typeof TextField>, 'type' | 'trailing'> {
  readonly isShown: boolean;
  /** Absent if another field's button also shows this one. */
  readonly onShow?: (isShown: boolean) => void;
}

/** A password, hidden until the user asks to see it; says when Caps Lock is on. */
export function PasswordField({ isShown, onShow, hint, onBlur, ...field }: Props) {
  const t = useText();
  const [isCapsLockOn, setIsCapsLockOn] = useState(false);
  const readCapsLock = (event: KeyboardEvent) =>
    setIsCapsLockOn(event.getModifierState('CapsLock'));
  const showButton = onShow && (
    <IconButton
      icon={isShown ? icons.eyeOff : icons.eye}
      label={t(isShown ? 'password.hide' : 'password.show')}
      // Otherwise the press would move the focus, and with it the caret, out of the field.
      onMouseDown={(event) => event.preventDefault()}
      onClick={() => onShow(!isShown)}
    />
  );
  return (
    <TextField
      {...field}
      type={isShown ? 'text' : 'password'}
      autoCapitalize="none"
      spellCheck={false}
      trailing={showButton}
      onKeyDown={readCapsLock}
      onKeyUp={readCapsLock}
      onBlur={(event) => {
        setIsCapsLockOn(false);
        onBlur?.(event);
      }}
      hint={
        <>
          <p className="caps-lock" role="status">
            {isCapsLockOn && (
              <>
                <Icon shape={icons.warning} />
                {t('password.capsLock')}
              </>
            )}
          </p>
          {hint}
        </>
      }
    />
  );
}

import type { ComponentProps } from 'react';
import { useText } from '../../../i18n/speech.ts';
import { PasswordField } from '../../primitives/PasswordField.tsx';
import { PasswordLength } from './PasswordLength.tsx';

type Field = Pick<ComponentProps<typeof PasswordField>, 'name' | 'problem' | 'readOnly' | 'onBlur'>;

interface Props {
  readonly field: (name: 'password' | 'confirmPassword') => Field;
  /** What has been typed so far. */
  readonly password: string;
  readonly isShown: boolean;
  readonly onShow: (isShown: boolean) => void;
}

/** A new password, typed twice, with how far it has come. */
export function NewPasswordFields({ field, password, isShown, onShow }: Props) {
  const t = useText();
  const first = field('password');
  return (
    <>
      <PasswordField
        {...first}
        label={t('newPassword.label')}
        autoComplete="new-password"
        isShown={isShown}
        onShow={onShow}
        hint={first.problem === undefined ? <PasswordLength password={password} /> : undefined}
      />
      <PasswordField
        {...field('confirmPassword')}
        label={t('signUp.confirmPassword')}
        autoComplete="new-password"
        isShown={isShown}
      />
    </>
  );
}

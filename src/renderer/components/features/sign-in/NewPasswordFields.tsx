import type { ComponentProps } from 'react';
import { useFullText } from '../../../i18n/speech.ts';
import { useAuth } from '../../../store/use-auth.ts';
import { PasswordField } from '../../primitives/PasswordField.tsx';
import { PasswordStrength } from './PasswordStrength.tsx';

type Field = Pick<ComponentProps<typeof PasswordField>, 'name' | 'problem' | 'readOnly' | 'onBlur'>;

interface Props {
  readonly field: (name: 'password' | 'confirmPassword') => Field;
  /** What has been typed so far. */
  readonly password: string;
  readonly isShown: boolean;
  readonly onShow: (isShown: boolean) => void;
}

/** A new password, typed twice, with its length and its strength. */
export function NewPasswordFields({ field, password, isShown, onShow }: Props) {
  const t = useFullText();
  const { state, user } = useAuth();
  const first = field('password');
  const own = user
    ? [user.name, user.surname, user.email, user.username]
    : [('email' in state && state.email) || ''];
  return (
    <>
      <PasswordField
        {...first}
        label={t('newPassword.label')}
        autoComplete="new-password"
        isShown={isShown}
        onShow={onShow}
        hint={
          first.problem === undefined ? (
            <PasswordStrength password={password} own={own} />
          ) : undefined
        }
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

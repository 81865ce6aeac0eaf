import { type UniqueField, uniqueFields } from '@mytone/shared/account/name-check.ts';
import { type UseFormReturn, useWatch } from 'react-hook-form';
import { useNameCheck } from '../../../forms/sign-up/use-name-check.ts';
import type { SignUpForm } from '../../../forms/sign-up-form.ts';
import { useFields } from '../../../forms/use-fields.ts';
import { useFullText } from '../../../i18n/speech.ts';
import { NameFields } from '../../primitives/NameFields.tsx';
import { PasswordField } from '../../primitives/PasswordField.tsx';
import { TextField } from '../../primitives/TextField.tsx';
import { PasswordStrength } from './PasswordStrength.tsx';
import '../../../styles/on-demand/field-pair.css';

interface Props {
  readonly form: UseFormReturn<SignUpForm>;
  readonly isPending: boolean;
  readonly isPasswordShown: boolean;
  readonly onShowPassword: (isShown: boolean) => void;
}

const confirmations = {
  email: 'confirmEmail',
  password: 'confirmPassword',
} as const;

const isUnique = (name: keyof SignUpForm): name is UniqueField =>
  uniqueFields.some((field) => field === name);

/** The fields of sign-up, each with its problem below it. */
export function SignUpFields({ form, isPending, isPasswordShown, onShowPassword }: Props) {
  const t = useFullText();
  const [password, email, username, name, surname] = useWatch({
    control: form.control,
    name: ['password', 'email', 'username', 'name', 'surname'],
  });
  const availability = {
    email: useNameCheck('email', email, /^[^\s@]+@[^\s@]+\.[^\s@]+$/u.test(email)),
    username: useNameCheck('username', username, username.trim().length >= 3),
  };
  const fieldOf = useFields(form, { isPending, confirmations });
  const field = (name: keyof SignUpForm) => {
    const bare = fieldOf(name);
    const isTaken = isUnique(name) && availability[name] === 'taken';
    return {
      ...bare,
      problem: bare.problem ?? (isTaken ? t(`failures.${name}-taken`) : undefined),
    };
  };
  const verbatim = { autoCapitalize: 'none', spellCheck: false } as const;
  return (
    <>
      <NameFields field={field} />
      <div className="field-pair field-pair-long">
        <TextField
          {...field('email')}
          {...verbatim}
          inputMode="email"
          label={t('signUp.email')}
          autoComplete="email"
        />
        <TextField
          {...field('confirmEmail')}
          {...verbatim}
          inputMode="email"
          label={t('signUp.confirmEmail')}
          autoComplete="off"
        />
      </div>
      <TextField
        {...field('username')}
        {...verbatim}
        label={t('signUp.username')}
        autoComplete="username"
        hint={<p role="status">{availability.username === 'free' && t('signUp.usernameFree')}</p>}
      />
      <div className="field-pair field-pair-long">
        <PasswordField
          {...field('password')}
          label={t('password.label')}
          autoComplete="new-password"
          isShown={isPasswordShown}
          onShow={onShowPassword}
          hint={
            form.formState.errors.password ? undefined : (
              <PasswordStrength password={password} own={[name, surname, email, username]} />
            )
          }
        />
        <PasswordField
          {...field('confirmPassword')}
          label={t('signUp.confirmPassword')}
          autoComplete="new-password"
          isShown={isPasswordShown}
        />
      </div>
    </>
  );
}

import { type UniqueField, uniqueFields } from '@mytone/shared/account/name-check.ts';
import { type UseFormReturn, useWatch } from 'react-hook-form';
import { registerField } from '../../../forms/register-field.ts';
import type { SignUpForm } from '../../../forms/sign-up-form.ts';
import { useNameCheck } from '../../../forms/use-name-check.ts';
import { problemIn } from '../../../i18n/problem-text.ts';
import { useSpeech } from '../../../i18n/speech.ts';
import { PasswordField } from '../../primitives/PasswordField.tsx';
import { TextField } from '../../primitives/TextField.tsx';
import { PasswordStrength } from './PasswordStrength.tsx';

interface Props {
  readonly form: UseFormReturn<SignUpForm>;
  readonly isPending: boolean;
  readonly isPasswordShown: boolean;
  readonly onShowPassword: (isShown: boolean) => void;
}

const confirmations: Partial<Record<keyof SignUpForm, keyof SignUpForm>> = {
  email: 'confirmEmail',
  password: 'confirmPassword',
};

const isUnique = (name: keyof SignUpForm): name is UniqueField =>
  uniqueFields.some((field) => field === name);

/** The fields of sign-up, each with its own problem under it. */
export function SignUpFields({ form, isPending, isPasswordShown, onShowPassword }: Props) {
  const { t, language } = useSpeech();
  const [password, email, username, name, surname] = useWatch({
    control: form.control,
    name: ['password', 'email', 'username', 'name', 'surname'],
  });
  const availability = {
    email: useNameCheck('email', email, /^[^\s@]+@[^\s@]+\.[^\s@]+$/u.test(email)),
    username: useNameCheck('username', username, username.trim().length >= 3),
  };
  const { errors, isSubmitted } = form.formState;
  // A confirmation that did not match is compared again when the first entry changes.
  const compareAgain = (name: keyof SignUpForm) => {
    const confirmation = confirmations[name];
    if (confirmation && form.getFieldState(confirmation).error) {
      void form.trigger(confirmation);
    }
  };
  const field = (name: keyof SignUpForm) => ({
    ...registerField(form, name, { onChange: () => compareAgain(name) }),
    readOnly: isPending,
    problem:
      problemIn(t, name, errors[name]?.message, isSubmitted) ??
      (isUnique(name) && availability[name] === 'taken' ? t(`failures.${name}-taken`) : undefined),
  });
  const names = [
    <TextField {...field('name')} key="name" label={t('signUp.name')} autoComplete="given-name" />,
    <TextField
      {...field('surname')}
      key="surname"
      label={t('signUp.surname')}
      autoComplete="family-name"
    />,
  ];
  const verbatim = { autoCapitalize: 'none', spellCheck: false } as const;
  return (
    <>
      <div className="field-pair">{language === 'zh' ? names.toReversed() : names}</div>
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
            errors.password ? undefined : (
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

import { useState } from 'react';
import { type UseFormReturn, useWatch } from 'react-hook-form';
import type { SignUpForm } from '../../../forms/sign-up-form.ts';
import { problemText } from '../../../i18n/problem-text.ts';
import { useText } from '../../../i18n/speech.ts';
import { PasswordField } from '../../primitives/PasswordField.tsx';
import { TextField } from '../../primitives/TextField.tsx';
import { PasswordLength } from './PasswordLength.tsx';

interface Props {
  readonly form: UseFormReturn<SignUpForm>;
  readonly isPending: boolean;
}

/** The fields of sign-up, each with its own problem under it. */
export function SignUpFields({ form, isPending }: Props) {
  const t = useText();
  const [isPasswordShown, setIsPasswordShown] = useState(false);
  const password = useWatch({ control: form.control, name: 'password' });
  const { errors } = form.formState;
  const field = (name: keyof SignUpForm) => ({
    ...form.register(name),
    readOnly: isPending,
    problem: errors[name] && problemText(t, name, errors[name].message ?? ''),
  });
  const verbatim = { autoCapitalize: 'none', spellCheck: false } as const;
  return (
    <>
      <div className="field-pair">
        <TextField {...field('name')} label={t('signUp.name')} autoComplete="given-name" />
        <TextField {...field('surname')} label={t('signUp.surname')} autoComplete="family-name" />
      </div>
      <div className="field-pair field-pair-long">
        <TextField
          {...field('email')}
          {...verbatim}
          type="email"
          label={t('signUp.email')}
          autoComplete="email"
        />
        <TextField
          {...field('confirmEmail')}
          {...verbatim}
          type="email"
          label={t('signUp.confirmEmail')}
          autoComplete="off"
        />
      </div>
      <TextField
        {...field('username')}
        {...verbatim}
        label={t('signUp.username')}
        autoComplete="username"
      />
      <div className="field-pair field-pair-long">
        <PasswordField
          {...field('password')}
          label={t('password.label')}
          autoComplete="new-password"
          isShown={isPasswordShown}
          onShow={setIsPasswordShown}
          hint={<PasswordLength password={password} />}
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

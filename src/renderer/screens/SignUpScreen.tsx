import { zodResolver } from '@hookform/resolvers/zod';
import type { SignUpFailure } from '@mytone/shared/failures.ts';
import { useEffect, useState } from 'react';
import { useForm } from 'react-hook-form';
import { AuthLayout } from '../components/features/frame/AuthLayout.tsx';
import { FormFailure } from '../components/features/sign-in/FormFailure.tsx';
import { SignUpFields } from '../components/features/sign-in/SignUpFields.tsx';
import { ScreenHeading } from '../components/primitives/ScreenHeading.tsx';
import { SubmitRow } from '../components/primitives/SubmitRow.tsx';
import {
  type SignUpForm,
  signUpFields,
  signUpFormSchema,
  signUpInputOf,
} from '../forms/sign-up-form.ts';
import { submitTyped, typedForm } from '../forms/submit-typed.ts';
import { useSubmission } from '../forms/use-submission.ts';
import { sentenceSpace } from '../i18n/order.ts';
import { useFullText, useSpeech } from '../i18n/speech.ts';
import { useApp, useAppState } from '../store/app-context.ts';
import { carryToSignIn } from '../store/carry-to-sign-in.ts';
import { goTo } from '../store/renderer-store.ts';
import { useAuth } from '../store/use-auth.ts';

/** Creates an account and signs in to it. */
export function SignUpScreen() {
  const { language } = useSpeech();
  const t = useFullText();
  const { store } = useApp();
  const { signUp, cancelSignIn } = useAuth();
  const drafts = useAppState((state) => state.drafts);
  const form = useForm<SignUpForm>({
    resolver: zodResolver(signUpFormSchema),
    ...typedForm,
    defaultValues: { ...drafts.signUp, password: '', confirmPassword: '' },
  });
  const [sentEmail, setSentEmail] = useState('');
  const [isPasswordShown, setIsPasswordShown] = useState(false);
  const cancel = () => void cancelSignIn();
  const { pendingSince, isPending, failure, send } = useSubmission<SignUpFailure>(cancel);
  const mayHaveAccount =
    failure?.code === 'answer-lost' || failure?.code === 'registered-not-signed-in';

  const [firstField] = useState<'name' | 'surname'>(language === 'zh' ? 'surname' : 'name');
  useEffect(() => {
    form.setFocus(firstField);
  }, [form, firstField]);

  const submit = submitTyped(form, {
    fields: signUpFields,
    send: (values) => {
      setIsPasswordShown(false);
      setSentEmail(values.email);
      return send(() => signUp(signUpInputOf(values)));
    },
  });

  const goToSignIn = () => {
    const { password: _password, confirmPassword: _confirmPassword, ...draft } = form.getValues();
    goTo(store, 'sign-in', carryToSignIn(drafts, draft));
  };
  /** Fills in the account that was just sent, not what was typed into the sign-in form before. */
  const signInToAccount = () => {
    const { password: _password, confirmPassword: _confirmPassword, ...draft } = form.getValues();
    goTo(store, 'sign-in', { login: sentEmail, signUp: draft });
  };

  return (
    <AuthLayout isWide>
      <ScreenHeading
        title={t('signUp.title')}
        heading={t('signUp.heading')}
        lead={t('signUp.lead')}
      />
      <form className="form" noValidate onSubmit={submit} aria-busy={isPending}>
        <SignUpFields
          form={form}
          isPending={isPending}
          isPasswordShown={isPasswordShown}
          onShowPassword={setIsPasswordShown}
        />
        <FormFailure failure={failure} fields={signUpFields}>
          {mayHaveAccount && (
            <button type="button" className="text-button" onClick={signInToAccount}>
              {t('signUp.signInToAccount')}
            </button>
          )}
        </FormFailure>
        <SubmitRow
          label={t('signUp.submit')}
          pendingLabel={t('signUp.submitting')}
          pendingSince={pendingSince}
          onCancel={cancel}
        />
      </form>
      <p className="form-switch">
        {t('signUp.hasAccount')}
        {sentenceSpace(language)}
        <button type="button" className="text-button" disabled={isPending} onClick={goToSignIn}>
          {t('signUp.goToSignIn')}
        </button>
      </p>
    </AuthLayout>
  );
}

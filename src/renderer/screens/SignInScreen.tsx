import type { BridgeFailure, SignInFailure } from '@mytone/shared/failures.ts';
import type { SignInInput } from '@mytone/shared/inputs.ts';
import { fail, type Result } from '@mytone/shared/result.ts';
import { useEffect, useState } from 'react';
import { type Resolver, useForm } from 'react-hook-form';
import { AuthLayout } from '../components/features/frame/AuthLayout.tsx';
import { FormFailure } from '../components/features/sign-in/FormFailure.tsx';
import { SignInNotice } from '../components/features/sign-in/SignInNotice.tsx';
import { PasswordField } from '../components/primitives/PasswordField.tsx';
import { ScreenHeading } from '../components/primitives/ScreenHeading.tsx';
import { SubmitRow } from '../components/primitives/SubmitRow.tsx';
import { TextField } from '../components/primitives/TextField.tsx';
import { loadForm } from '../forms/load-form.ts';
import { submitTyped, typedForm } from '../forms/submit-typed.ts';
import { showFieldFailures, useFields } from '../forms/use-fields.ts';
import { useSubmission } from '../forms/use-submission.ts';
import { useText } from '../i18n/speech.ts';
import { useApp, useAppState } from '../store/app-context.ts';
import { carryToSignUp } from '../store/drafts.ts';
import { goTo } from '../store/renderer-store.ts';
import type { SessionlessState } from '../store/screen-for.ts';
import { useAuth } from '../store/use-auth.ts';

const fields = ['login', 'password'] as const;

/** Loads zod when the first field is left or the form is submitted: the first screen does not wait for it. */
const resolver: Resolver<SignInInput> = async (...form) => {
  const { signInResolver } = await loadForm(() => import('../forms/sign-in-resolver.ts'));
  return signInResolver(...form);
};

type Answer = Result<null, SignInFailure | BridgeFailure>;

/** A password that the API cannot accept, such as one of 80 letters, belongs to no account: it is wrong. */
function withUnusablePasswordsWrong(answer: Answer): Answer {
  const isUnusable =
    !answer.ok && answer.error.code === 'invalid-fields' && answer.error.fields.password;
  return isUnusable ? fail({ code: 'wrong-credentials' }) : answer;
}

/** Signs in with e-mail or username; until then says why the last session ended. */
export function SignInScreen({ auth }: { readonly auth: SessionlessState }) {
  const t = useText();
  const { store } = useApp();
  const { signIn, cancelSignIn } = useAuth();
  const drafts = useAppState((state) => state.drafts);
  const knownEmail = auth.kind === 'starting' ? null : auth.email;
  const passwordReset = useAppState((state) => state.passwordReset);
  const hasNewPassword = passwordReset.kind === 'done';
  const resetEmail = hasNewPassword ? passwordReset.email : null;
  const form = useForm<SignInInput>({
    resolver,
    ...typedForm,
    defaultValues: { login: drafts.login || (knownEmail ?? ''), password: '' },
  });
  const [isPasswordShown, setIsPasswordShown] = useState(false);
  const cancel = () => void cancelSignIn();
  const { pendingSince, isPending, failure, send } = useSubmission<SignInFailure>(cancel);
  const field = useFields(form, { isPending });

  // The keychain may answer, and provide the e-mail, while the form is already open.
  useEffect(() => {
    if (knownEmail !== null && form.getValues('login') === '') {
      form.setValue('login', knownEmail);
    }
  }, [knownEmail, form]);

  // The address that the link for the new password was sent to.
  useEffect(() => {
    if (resetEmail !== null) {
      form.setValue('login', resetEmail);
    }
  }, [resetEmail, form]);

  useEffect(() => {
    form.setFocus(form.getValues('login') === '' ? 'login' : 'password');
  }, [form]);

  const submit = submitTyped(form, async (input) => {
    setIsPasswordShown(false);
    const refused = await send(async () => withUnusablePasswordsWrong(await signIn(input)));
    if (refused?.code === 'wrong-credentials') {
      form.setFocus('password', { shouldSelect: true });
    } else if (refused !== null) {
      showFieldFailures(form, refused, fields);
    }
  });
  const isFirstVisit =
    !hasNewPassword &&
    knownEmail === null &&
    auth.kind === 'signed-out' &&
    (auth.reason === null || auth.reason === 'account-deleted');

  return (
    <AuthLayout>
      <ScreenHeading
        title={t('signIn.title')}
        heading={t(isFirstVisit ? 'signIn.headingFirst' : 'signIn.headingBack')}
        lead={t('signIn.lead')}
      />
      <SignInNotice auth={auth} hasFailed={failure !== null} />
      <form className="form" noValidate onSubmit={submit} aria-busy={isPending}>
        <TextField
          {...field('login')}
          label={t('signIn.login')}
          autoComplete="username"
          autoCapitalize="none"
          spellCheck={false}
        />
        <PasswordField
          {...field('password')}
          label={t('password.label')}
          autoComplete="current-password"
          isShown={isPasswordShown}
          onShow={setIsPasswordShown}
        />
        <p className="form-aside">
          <button
            type="button"
            className="text-button"
            disabled={isPending}
            onClick={() =>
              goTo(store, 'forgot-password', { ...drafts, login: form.getValues('login').trim() })
            }
          >
            {t('forgotPassword.open')}
          </button>
        </p>
        <FormFailure failure={failure} fields={fields} />
        <SubmitRow
          label={t('signIn.submit')}
          pendingLabel={t('signIn.submitting')}
          pendingSince={pendingSince}
          onCancel={cancel}
        />
      </form>
      <p className="form-switch">
        {t('signIn.noAccount')}{' '}
        <button
          type="button"
          className="text-button"
          disabled={isPending}
          onClick={() => goTo(store, 'sign-up', carryToSignUp(drafts, form.getValues('login')))}
        >
          {t('signIn.goToSignUp')}
        </button>
      </p>
    </AuthLayout>
  );
}

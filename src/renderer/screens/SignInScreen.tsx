import { cleanLogin } from '@mytone/shared/account/clean-login.ts';
import type { BridgeFailure, SignInFailure } from '@mytone/shared/failures.ts';
import { fail, type Result } from '@mytone/shared/result.ts';
import { lazy, type SubmitEvent, Suspense, useEffect, useRef, useState } from 'react';
import { AuthLayout } from '../components/features/frame/AuthLayout.tsx';
import { SignInNotice } from '../components/features/sign-in/SignInNotice.tsx';
import { PasswordField } from '../components/primitives/PasswordField.tsx';
import { ScreenHeading } from '../components/primitives/ScreenHeading.tsx';
import { SubmitRow } from '../components/primitives/SubmitRow.tsx';
import { TextField } from '../components/primitives/TextField.tsx';
import { signInFields, typedIn } from '../forms/sign-in/sign-in-form.ts';
import { useSignInFields } from '../forms/sign-in/use-sign-in-fields.ts';
import { useSubmission } from '../forms/use-submission.ts';
import { sentenceSpace } from '../i18n/order.ts';
import { useSpeech } from '../i18n/speech.ts';
import { useApp, useAppState } from '../store/app-context.ts';
import { carryToSignUp } from '../store/drafts.ts';
import { goTo } from '../store/renderer-store.ts';
import type { SessionlessState } from '../store/screen-for.ts';
import { useAuth } from '../store/use-auth.ts';

// The first screen shows none.
const FormFailure = lazy(async () => {
  const part = await import('../components/features/sign-in/FormFailure.tsx');
  return { default: part.FormFailure };
});

type Answer = Result<null, SignInFailure | BridgeFailure>;

/** A password that the API cannot accept, such as one of 80 letters, belongs to no account: it is wrong. */
function withUnusablePasswordsWrong(answer: Answer): Answer {
  const isUnusable =
    !answer.ok && answer.error.code === 'invalid-fields' && answer.error.fields.password;
  return isUnusable ? fail({ code: 'wrong-credentials' }) : answer;
}

/** Signs in with e-mail or username; until then says why the last session ended. */
export function SignInScreen({ auth }: { readonly auth: SessionlessState }) {
  const { t, language } = useSpeech();
  const { store } = useApp();
  const { signIn, cancelSignIn } = useAuth();
  const drafts = useAppState((state) => state.drafts);
  const knownEmail = auth.kind === 'starting' ? null : auth.email;
  const passwordReset = useAppState((state) => state.passwordReset);
  const hasNewPassword = passwordReset.kind === 'done';
  const resetEmail = hasNewPassword ? passwordReset.email : null;
  const login = useRef<HTMLInputElement>(null);
  const password = useRef<HTMLInputElement>(null);
  const [firstLogin] = useState(drafts.login || (knownEmail ?? ''));
  const [isPasswordShown, setIsPasswordShown] = useState(false);
  const cancel = () => void cancelSignIn();
  const { pendingSince, isPending, failure, send } = useSubmission<SignInFailure>(cancel);
  const { field, accepts, showProblems } = useSignInFields(isPending);
  const typedLogin = () => cleanLogin(login.current?.value ?? '');

  // The keychain may answer, and provide the e-mail, while the form is already open.
  useEffect(() => {
    if (login.current?.value === '' && knownEmail !== null) {
      login.current.value = knownEmail;
    }
  }, [knownEmail]);

  // The address that the link for the new password was sent to.
  useEffect(() => {
    if (login.current && resetEmail !== null) {
      login.current.value = resetEmail;
    }
  }, [resetEmail]);

  useEffect(() => {
    (login.current?.value === '' ? login : password).current?.focus();
  }, []);

  const submit = async (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = event.currentTarget;
    const typed = typedIn(form);
    if (!accepts(form, typed)) {
      return;
    }
    setIsPasswordShown(false);
    const refused = await send(async () => withUnusablePasswordsWrong(await signIn(typed)));
    if (refused?.code === 'wrong-credentials') {
      password.current?.select();
    } else if (refused?.code === 'invalid-fields') {
      showProblems(form, refused.fields);
    }
  };
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
      <form
        className="form"
        noValidate
        onSubmit={(event) => void submit(event)}
        aria-busy={isPending}
      >
        <TextField
          {...field('login')}
          ref={login}
          label={t('signIn.login')}
          defaultValue={firstLogin}
          autoComplete="username"
          autoCapitalize="none"
          spellCheck={false}
        />
        <PasswordField
          {...field('password')}
          ref={password}
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
            onClick={() => goTo(store, 'forgot-password', { ...drafts, login: typedLogin() })}
          >
            {t('signIn.forgotPassword')}
          </button>
        </p>
        <Suspense>{failure && <FormFailure failure={failure} fields={signInFields} />}</Suspense>
        <SubmitRow
          label={t('signIn.submit')}
          pendingLabel={t('signIn.submitting')}
          pendingSince={pendingSince}
          onCancel={cancel}
        />
      </form>
      <p className="form-switch">
        {t('signIn.noAccount')}
        {sentenceSpace(language)}
        <button
          type="button"
          className="text-button"
          disabled={isPending}
          onClick={() => goTo(store, 'sign-up', carryToSignUp(drafts, typedLogin()))}
        >
          {t('signIn.goToSignUp')}
        </button>
      </p>
    </AuthLayout>
  );
}

import { useState } from 'react';
import { AuthLayout } from '../components/features/frame/AuthLayout.tsx';
import { LinkRequest } from '../components/features/sign-in/LinkRequest.tsx';
import { useFullText } from '../i18n/speech.ts';
import { useApp, useAppState } from '../store/app-context.ts';
import { isEmail } from '../store/drafts.ts';
import { goTo } from '../store/renderer-store.ts';
import type { SessionlessState } from '../store/screen-for.ts';

/** Requests a link for a new password; starts with the e-mail from the sign-in form. */
export function ForgotPasswordScreen({ auth }: { readonly auth: SessionlessState }) {
  const t = useFullText();
  const { store } = useApp();
  const drafts = useAppState((state) => state.drafts);
  // Leaving would hide whether the mail was sent: only the form can cancel it.
  const [isPending, setIsPending] = useState(false);
  const knownEmail = auth.kind === 'starting' ? null : auth.email;
  return (
    <AuthLayout>
      <LinkRequest
        title={t('forgotPassword.title')}
        heading={t('forgotPassword.heading')}
        lead={t('forgotPassword.lead')}
        email={isEmail(drafts.login) ? drafts.login : (knownEmail ?? '')}
        onPending={setIsPending}
      />
      <p className="form-switch">
        <button
          type="button"
          className="text-button"
          disabled={isPending}
          onClick={() => goTo(store, 'sign-in', drafts)}
        >
          {t('forgotPassword.back')}
        </button>
      </p>
    </AuthLayout>
  );
}

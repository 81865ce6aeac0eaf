import { useState } from 'react';
import { AuthLayout } from '../components/features/frame/AuthLayout.tsx';
import { LinkRequest } from '../components/features/sign-in/LinkRequest.tsx';
import { NewPasswordForm } from '../components/features/sign-in/NewPasswordForm.tsx';
import { ScreenHeading } from '../components/primitives/ScreenHeading.tsx';
import { useFullText } from '../i18n/speech.ts';
import { useAuth } from '../store/use-auth.ts';
import { useRecovery } from '../store/use-recovery.ts';

/** The screen that a link from the mail opens, with or without a session: a new password, or another link. */
export function NewPasswordScreen({ isRefused }: { readonly isRefused: boolean }) {
  const t = useFullText();
  const { state, user } = useAuth();
  const { close } = useRecovery();
  // What is on its way may change something: only the form can cancel it.
  const [isPending, setIsPending] = useState(false);
  const hasSession = state.kind === 'signed-in' || state.kind === 'restoring';
  const knownEmail = 'email' in state ? state.email : user?.email;
  return (
    <AuthLayout>
      {isRefused ? (
        <LinkRequest
          title={t('newPassword.refusedTitle')}
          heading={t('newPassword.refusedHeading')}
          lead={t('newPassword.refusedLead')}
          email={knownEmail ?? ''}
          isNews
          onPending={setIsPending}
        />
      ) : (
        <>
          <ScreenHeading
            title={t('newPassword.title')}
            heading={t('newPassword.heading')}
            lead={t(hasSession ? 'newPassword.leadSignedIn' : 'newPassword.lead')}
          />
          <NewPasswordForm onPending={setIsPending} />
        </>
      )}
      <p className="form-switch">
        <button type="button" className="text-button" disabled={isPending} onClick={close}>
          {t('newPassword.close')}
        </button>
      </p>
    </AuthLayout>
  );
}

import type { KeychainProblem } from '@mytone/shared/auth-state.ts';
import { AuthLayout } from '../components/features/frame/AuthLayout.tsx';
import { RetryButton } from '../components/features/session/RetryButton.tsx';
import { Icon } from '../components/primitives/Icon.tsx';
import { ScreenHeading } from '../components/primitives/ScreenHeading.tsx';
import { useText } from '../i18n/speech.ts';
import { useApp, useAppState } from '../store/app-context.ts';
import { goTo } from '../store/renderer-store.ts';

/** A session is stored but the keychain keeps it: what happened, and the two ways on. */
export function KeychainScreen({ problem }: { readonly problem: KeychainProblem }) {
  const t = useText();
  const { store } = useApp();
  const drafts = useAppState((state) => state.drafts);
  return (
    <AuthLayout>
      <span className="emblem">
        <Icon name="key" />
      </span>
      <ScreenHeading
        title={t('keychain.title')}
        heading={t('keychain.heading')}
        lead={t(`keychainProblems.${problem}`)}
        takesFocus
      />
      <p>{t('keychain.detail')}</p>
      <div className="actions">
        <RetryButton label={t('keychain.retry')} className="button button-primary" />
        <button
          type="button"
          className="button button-secondary"
          onClick={() => goTo(store, 'sign-in', drafts)}
        >
          {t('keychain.signInAgain')}
        </button>
      </div>
    </AuthLayout>
  );
}

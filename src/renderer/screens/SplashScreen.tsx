import { SettingsButton } from '../components/features/settings/SettingsButton.tsx';
import { Wordmark } from '../components/primitives/Logo.tsx';
import { useDocumentTitle } from '../hooks/use-document-title.ts';
import { useText } from '../i18n/speech.ts';
import { useApp, useAppState } from '../store/app-context.ts';
import { goTo } from '../store/renderer-store.ts';

/** Shown while the keychain is read; if it is slow, the user can already sign in. */
export function SplashScreen({ isWaitingForKeychain }: { readonly isWaitingForKeychain: boolean }) {
  const t = useText();
  const { store } = useApp();
  const drafts = useAppState((state) => state.drafts);
  useDocumentTitle(t('splash.title'));
  return (
    <div className="centred-page">
      <main className="centred-column">
        <h1>
          <Wordmark />
        </h1>
        <span className="spinner" aria-hidden="true" />
        <p className="splash-status" role="status">
          {t(isWaitingForKeychain ? 'splash.waitingForKeychain' : 'splash.opening')}
        </p>
        {isWaitingForKeychain && (
          <>
            <p className="lead">{t('splash.waitingForKeychainDetail')}</p>
            <button
              type="button"
              className="button button-secondary"
              onClick={() => goTo(store, 'sign-in', drafts)}
            >
              {t('splash.signIn')}
            </button>
          </>
        )}
        <SettingsButton />
      </main>
    </div>
  );
}

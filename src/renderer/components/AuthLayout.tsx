import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Wordmark } from './Logo.tsx';
import { PreferencesMenu } from './PreferencesMenu.tsx';
import { VoiceToMusic } from './VoiceToMusic.tsx';

/** The frame of every screen without a session: the product beside what is to be done. */
export function AuthLayout({ children }: { readonly children: ReactNode }) {
  const { t } = useTranslation();
  return (
    <div className="auth-layout">
      <header className="brand-panel">
        <Wordmark />
        <VoiceToMusic />
        <p className="brand-promise">
          {t('product.promise')}
          <span>{t('product.promiseDetail')}</span>
        </p>
      </header>
      <main className="auth-main">
        <div className="auth-column">{children}</div>
      </main>
      <PreferencesMenu />
    </div>
  );
}

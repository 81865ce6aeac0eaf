import type { ReactNode } from 'react';
import { useText } from '../../../i18n/speech.ts';
import { Wordmark } from '../../primitives/Logo.tsx';
import { VoiceToMusic } from '../../primitives/VoiceToMusic.tsx';
import { SettingsButton } from '../settings/SettingsButton.tsx';
import '../../../styles/on-demand/auth-layout.css';

interface Props {
  readonly children: ReactNode;
  /** Wide enough for two fields side by side. */
  readonly isWide?: boolean;
}

/** The layout of every screen without a session: the product on one side, the form on the other. */
export function AuthLayout({ children, isWide = false }: Props) {
  const t = useText();
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
        <div className={isWide ? 'auth-column auth-column-wide' : 'auth-column'}>{children}</div>
        <SettingsButton />
      </main>
    </div>
  );
}

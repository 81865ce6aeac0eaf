import { useId } from 'react';
import { useText } from '../../../i18n/speech.ts';
import { useApp } from '../../../store/app-context.ts';

/** What this application is for, and the settings that people look for first. */
export function AppCard() {
  const t = useText();
  const headingId = useId();
  const { store } = useApp();
  return (
    <section className="card" aria-labelledby={headingId}>
      <h2 id={headingId}>{t('dashboard.app')}</h2>
      <p>{t('dashboard.appDetail')}</p>
      <div className="actions">
        <button
          type="button"
          className="button button-secondary"
          onClick={() => store.setState({ settings: 'general' })}
        >
          {t('settings.openGeneral')}
        </button>
        <button
          type="button"
          className="button button-secondary"
          onClick={() => store.setState({ settings: 'about' })}
        >
          {t('settings.openAbout')}
        </button>
      </div>
    </section>
  );
}

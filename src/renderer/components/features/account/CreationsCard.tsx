import { useId } from 'react';
import { useText } from '../../../i18n/speech.ts';

/** Where the user's music will be; says honestly that there is none in this application yet. */
export function CreationsCard() {
  const t = useText();
  const headingId = useId();
  return (
    <section className="card creations" aria-labelledby={headingId}>
      <h2 id={headingId}>{t('dashboard.creations')}</h2>
      <p className="creations-empty">{t('dashboard.creationsEmpty')}</p>
      <p className="detail">{t('dashboard.creationsDetail')}</p>
    </section>
  );
}

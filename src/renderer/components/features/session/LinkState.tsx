import type { Link } from '@mytone/shared/auth-state.ts';
import { formatMoment } from '../../../i18n/format.ts';
import { useSpeech } from '../../../i18n/speech.ts';

/** Whether the API has confirmed the session, and when. */
export function LinkState({ link }: { readonly link: Link }) {
  const { t, locale } = useSpeech();
  const verifiedAt = link.kind === 'verifying' ? null : link.verifiedAt;
  return (
    <>
      <span className="link-state" data-kind={link.kind}>
        {t(`link.${link.kind}`)}
      </span>
      {link.kind !== 'verifying' && (
        <span className="detail">
          {verifiedAt === null
            ? t('link.neverVerified')
            : t('link.verifiedAt', { time: formatMoment(locale, verifiedAt, Date.now()) })}
        </span>
      )}
    </>
  );
}

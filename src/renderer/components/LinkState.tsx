import type { Link } from '@mytone/shared/auth-state.ts';
import { useTranslation } from 'react-i18next';
import { formatMoment } from '../i18n/format.ts';
import { useLanguage } from '../store/app-context.ts';

/** Whether the API has confirmed the session, and when. */
export function LinkState({ link }: { readonly link: Link }) {
  const { t } = useTranslation();
  const language = useLanguage();
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
            : t('link.verifiedAt', { time: formatMoment(language, verifiedAt, Date.now()) })}
        </span>
      )}
    </>
  );
}

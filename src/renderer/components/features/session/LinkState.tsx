import type { Link } from '@mytone/shared/auth-state.ts';
import { useNow } from '../../../hooks/use-now.ts';
import { formatAge, formatMoment } from '../../../i18n/format/dates.ts';
import { useSpeech } from '../../../i18n/speech.ts';

const minuteMs = 60_000;

/** Whether the API has confirmed the session, and how long ago. */
export function LinkState({ link }: { readonly link: Link }) {
  const { t } = useSpeech();
  return (
    <>
      <span className="link-state" data-kind={link.kind}>
        {t(`link.${link.kind}`)}
      </span>
      {link.kind !== 'verifying' && (
        <span className="detail">
          <Age at={link.verifiedAt} />
        </span>
      )}
    </>
  );
}

/** Updates by itself: while everything works, main sends nothing for hours. */
function Age({ at }: { readonly at: number | null }) {
  const { t, locale } = useSpeech();
  const now = useNow(at === null ? null : minuteMs);
  if (at === null) {
    return t('link.neverVerified');
  }
  const text =
    now - at < minuteMs
      ? t('link.confirmedNow')
      : t('link.confirmedAgo', { age: formatAge(locale, at, now) });
  return <time title={formatMoment(locale, at, now)}>{text}</time>;
}

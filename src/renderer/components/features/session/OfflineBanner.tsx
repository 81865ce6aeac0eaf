import type { Link } from '@mytone/shared/auth-state.ts';
import { useSecondsUntil } from '../../../hooks/use-seconds-until.ts';
import { formatWait } from '../../../i18n/format/waits.ts';
import { joinSentences, labelSeparator } from '../../../i18n/order.ts';
import { useSpeech } from '../../../i18n/speech.ts';
import { Icon } from '../../primitives/icon/Icon.tsx';
import { moreIcons } from '../../primitives/icon/more-icons.ts';
import { LinkButton } from '../frame/LinkButton.tsx';
import { RetryButton } from './RetryButton.tsx';
import '../../../styles/on-demand/offline-banner.css';

type Offline = Extract<Link, { kind: 'offline' }>;

/**
 * Says why the API cannot be reached and when the next attempt is. The status stays in the page when
 * empty, so that a change is announced; the countdown is outside it and is not announced.
 */
export function OfflineBanner({ link }: { readonly link: Link }) {
  const { t, language } = useSpeech();
  const offline = link.kind === 'offline' ? link : null;
  return (
    <section
      className="offline-banner"
      data-shown={offline !== null}
      aria-label={offline ? t('link.offline') : undefined}
    >
      <div className="offline-words" role="status">
        {offline && (
          <>
            <Icon shape={moreIcons.cloudOff} />
            <p>
              <strong>{t('link.offline')}</strong>
              {labelSeparator(language)}
              {joinSentences(language, [
                t(`offlineCauses.${offline.cause}`),
                t('link.stillSignedIn'),
              ])}
            </p>
          </>
        )}
      </div>
      {offline && (
        <div className="offline-actions">
          {offline.cause === 'not-the-api' && (
            <LinkButton link="service" label={t('link.openNetworkPage')} />
          )}
          <div className="offline-retry">
            <NextAttempt key={offline.nextAttemptAt} nextAttemptAt={offline.nextAttemptAt} />
            <RetryButton
              label={t('link.retry')}
              className="button button-small"
              isBusy={offline.nextAttemptAt === null}
            />
          </div>
        </div>
      )}
    </section>
  );
}

/** Counts down to the next attempt; ticks only while there is one to wait for. */
function NextAttempt({ nextAttemptAt }: Pick<Offline, 'nextAttemptAt'>) {
  const { t, locale } = useSpeech();
  const seconds = useSecondsUntil(nextAttemptAt);
  if (seconds === 0) {
    return <p className="countdown">{t('link.attempting')}</p>;
  }
  return (
    <p className="countdown" role="timer">
      {t('link.nextAttempt', { wait: formatWait(locale, seconds) })}
    </p>
  );
}

import type { AccountSession } from '@mytone/shared/account/account.ts';
import { useNow } from '../../../hooks/use-now.ts';
import { formatAge, formatDate, formatMoment } from '../../../i18n/format/dates.ts';
import { isolate } from '../../../i18n/order.ts';
import { useFullText, useSpeech } from '../../../i18n/speech.ts';
import { IconButton } from '../../primitives/IconButton.tsx';
import { Icon } from '../../primitives/icon/Icon.tsx';
import { moreIcons } from '../../primitives/icon/more-icons.ts';

interface Props {
  readonly session: AccountSession;
  readonly name: string;
  readonly obstacleId: string | undefined;
  readonly isEnding: boolean;
  /** Absent if the API cannot end a single session. */
  readonly onEnd?: () => void;
}

/** A device of the list. The session of this device is ended with "Sign out" instead. */
export function Device({ session, name, obstacleId, isEnding, onEnd }: Props) {
  const { locale } = useSpeech();
  const t = useFullText();
  const now = useNow(60_000);
  const { createdAt, lastUsedAt, isCurrent } = session;
  return (
    <li className="device">
      <Icon shape={moreIcons.device} />
      <div className="device-facts">
        <p className="device-name">
          <bdi>{name}</bdi>
          {isCurrent && <span className="badge">{t('account.thisDevice')}</span>}
        </p>
        {lastUsedAt !== null && (
          <p className="detail">
            <time dateTime={lastUsedAt} title={formatMoment(locale, Date.parse(lastUsedAt), now)}>
              {t('account.lastUsed', { age: formatAge(locale, Date.parse(lastUsedAt), now) })}
            </time>
          </p>
        )}
        {createdAt !== null && (
          <p className="detail">
            <time dateTime={createdAt}>
              {t('account.signedInOn', { date: formatDate(locale, new Date(createdAt)) })}
            </time>
          </p>
        )}
      </div>
      {!isCurrent && onEnd && (
        <IconButton
          icon={moreIcons.logOut}
          label={t('account.endSession', { device: isolate(name) })}
          aria-disabled={isEnding || obstacleId !== undefined}
          aria-describedby={obstacleId}
          data-blocked={obstacleId !== undefined}
          onClick={onEnd}
        />
      )}
    </li>
  );
}

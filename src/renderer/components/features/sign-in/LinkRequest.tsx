import { useState } from 'react';
import { isolate } from '../../../i18n/order.ts';
import { useFullText } from '../../../i18n/speech.ts';
import { Icon } from '../../primitives/icon/Icon.tsx';
import { moreIcons } from '../../primitives/icon/more-icons.ts';
import { ScreenHeading } from '../../primitives/ScreenHeading.tsx';
import { RequestLinkForm } from './RequestLinkForm.tsx';
import '../../../styles/on-demand/emblem.css';

interface Props {
  readonly title: string;
  readonly heading: string;
  readonly lead: string;
  /** To fill in, where one is known. */
  readonly email: string;
  /** The heading is new to the user: it gets the focus instead of the field, so that it is read out. */
  readonly isNews?: boolean;
  readonly onPending: (isPending: boolean) => void;
}

/** The form that requests a link, then instructions for the mail. */
export function LinkRequest({ email, isNews = false, onPending, ...heading }: Props) {
  const t = useFullText();
  const [known, setKnown] = useState(email);
  const [sentTo, setSentTo] = useState<string | null>(null);
  if (sentTo === null) {
    return (
      <>
        <ScreenHeading key="form" {...heading} takesFocus={isNews} />
        <RequestLinkForm
          email={known}
          takesFocus={!isNews}
          onPending={onPending}
          onSent={(address) => {
            setKnown(address);
            setSentTo(address);
          }}
        />
      </>
    );
  }
  return (
    <>
      <span className="emblem">
        <Icon shape={moreIcons.mail} />
      </span>
      <ScreenHeading
        key="sent"
        title={heading.title}
        heading={t('forgotPassword.sentHeading')}
        lead={t('forgotPassword.sent', { email: isolate(sentTo) })}
        takesFocus
      />
      <p className="lead">{t('forgotPassword.sentDetail')}</p>
      <div className="actions">
        <button type="button" className="button button-secondary" onClick={() => setSentTo(null)}>
          {t('forgotPassword.again')}
        </button>
      </div>
    </>
  );
}

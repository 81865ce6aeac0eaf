import { useState } from 'react';
import { useText } from '../../../i18n/speech.ts';
import { Icon } from '../../primitives/Icon.tsx';
import { ScreenHeading } from '../../primitives/ScreenHeading.tsx';
import { RequestLinkForm } from './RequestLinkForm.tsx';

interface Props {
  readonly title: string;
  readonly heading: string;
  readonly lead: string;
  /** To fill in, where one is known. */
  readonly email: string;
  /** The heading is news: focus goes there instead of into the field, so that it is read out. */
  readonly isNews?: boolean;
}

/** The form that asks for a link, then what to do with the mail. */
export function LinkRequest({ email, isNews = false, ...heading }: Props) {
  const t = useText();
  const [known, setKnown] = useState(email);
  const [sentTo, setSentTo] = useState<string | null>(null);
  if (sentTo === null) {
    return (
      <>
        <ScreenHeading key="form" {...heading} takesFocus={isNews} />
        <RequestLinkForm
          email={known}
          takesFocus={!isNews}
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
        <Icon name="mail" />
      </span>
      <ScreenHeading
        key="sent"
        title={heading.title}
        heading={t('forgotPassword.sentHeading')}
        // The address may be written from right to left: it turns nothing else around.
        lead={t('forgotPassword.sent', { email: `\u2068${sentTo}\u2069` })}
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

import { useEffect, useState } from 'react';
import { formatInstant } from '../../../i18n/format/dates.ts';
import { sentenceSpace } from '../../../i18n/order.ts';
import { useSettingsText } from '../../../i18n/settings/use-settings-text.ts';
import { useSpeech } from '../../../i18n/speech.ts';
import { answerOf } from '../../../store/answer-of.ts';
import { useApp } from '../../../store/app-context.ts';
import { type CopyOutcome, copyText } from '../../primitives/copy-text.ts';
import { Icon } from '../../primitives/icon/Icon.tsx';
import { moreIcons } from '../../primitives/icon/more-icons.ts';
import { causeText, readLog, stateText } from './session-log.ts';

/** The session's last changes in the user's language; the copied text has codes, for support. */
export function LogSection() {
  const t = useSettingsText();
  const log = useLog();
  const [outcome, setOutcome] = useState<CopyOutcome | null>(null);
  return (
    <div className="settings-panel">
      <p>{t('log.lead')}</p>
      <div className="actions">
        <button
          type="button"
          className="button button-secondary"
          onClick={() => setOutcome(copyText(log ?? ''))}
        >
          <Icon shape={moreIcons.copy} />
          {t('log.copy')}
        </button>
        <p className="detail" role="status">
          {outcome && t(`log.${outcome}`)}
        </p>
      </div>
      {log === '' ? <p>{t('log.empty')}</p> : <LogTable log={log ?? ''} />}
    </div>
  );
}

function LogTable({ log }: { readonly log: string }) {
  const t = useSettingsText();
  const { language, locale } = useSpeech();
  return (
    <table className="session-log">
      <thead>
        <tr>
          <th scope="col">{t('log.time')}</th>
          <th scope="col">{t('log.state')}</th>
          <th scope="col">{t('log.cause')}</th>
        </tr>
      </thead>
      <tbody>
        {readLog(log).map((entry) => (
          <tr key={entry.line}>
            <td>
              <time dateTime={new Date(entry.at).toISOString()}>
                {formatInstant(locale, entry.at)}
              </time>
            </td>
            <td>{stateText(t, entry.to) ?? <Code>{entry.to}</Code>}</td>
            <td>
              {causeText(t, entry.cause) ?? <Code>{entry.cause}</Code>}
              {entry.status !== null &&
                sentenceSpace(language) + t('log.http', { status: entry.status })}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** What the log of a newer version may hold; main writes it in English. */
function Code({ children }: { readonly children: string }) {
  return <span lang="en">{children}</span>;
}

/** The log as it was when this part of the settings was opened; null until main has answered. */
function useLog(): string | null {
  const { bridge, store } = useApp();
  const [log, setLog] = useState<string | null>(null);
  useEffect(() => {
    void answerOf<string, never>(bridge.getSessionLog()).then((answer) => {
      if (answer.ok) {
        setLog(answer.value);
      } else {
        store.setState({ fault: answer.error.code });
      }
    });
  }, [bridge, store]);
  return log;
}

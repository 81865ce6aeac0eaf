import { useEffect, useId, useRef, useState } from 'react';
import { useText } from '../../../i18n/speech.ts';
import { useApp } from '../../../store/app-context.ts';
import { settle } from '../../../store/settle.ts';

/** The session's last changes as text to copy, for a request for help. */
export function SessionLogDialog({ onClose }: { readonly onClose: () => void }) {
  const t = useText();
  const headingId = useId();
  const dialog = useRef<HTMLDialogElement>(null);
  const text = useRef<HTMLTextAreaElement>(null);
  const diary = useDiary();
  const [outcome, setOutcome] = useState<'copied' | 'notCopied' | null>(null);

  useEffect(() => {
    dialog.current?.showModal();
  }, []);

  // Deprecated, yet the only way to copy that asks for no permission: all are denied.
  const copy = () => {
    text.current?.select();
    // oxlint-disable-next-line typescript/no-deprecated -- navigator.clipboard needs a permission
    setOutcome(document.execCommand('copy') ? 'copied' : 'notCopied');
  };

  return (
    <dialog className="dialog" ref={dialog} onClose={onClose} aria-labelledby={headingId}>
      <h2 id={headingId}>{t('sessionLog.heading')}</h2>
      <p className="detail">{t('sessionLog.lead')}</p>
      <textarea
        ref={text}
        className="diary-text"
        lang="en"
        aria-label={t('sessionLog.text')}
        readOnly
        spellCheck={false}
        value={diary === '' ? t('sessionLog.empty') : (diary ?? '')}
      />
      <p className="detail" role="status">
        {outcome && t(`sessionLog.${outcome}`)}
      </p>
      <div className="actions">
        <button
          type="button"
          className="button button-secondary"
          onClick={() => text.current?.select()}
        >
          {t('sessionLog.selectAll')}
        </button>
        <button type="button" className="button button-secondary" onClick={copy}>
          {t('sessionLog.copy')}
        </button>
        <button
          type="button"
          className="button button-primary"
          onClick={() => dialog.current?.close()}
        >
          {t('sessionLog.close')}
        </button>
      </div>
    </dialog>
  );
}

/** The diary's text as it was when the dialog opened; null until main has answered. */
function useDiary(): string | null {
  const { bridge, store } = useApp();
  const [diary, setDiary] = useState<string | null>(null);
  useEffect(() => {
    void settle<string, never>(bridge.getDiary()).then((answer) => {
      if (answer.ok) {
        setDiary(answer.value);
      } else {
        store.setState({ fault: answer.error.code });
      }
    });
  }, [bridge, store]);
  return diary;
}

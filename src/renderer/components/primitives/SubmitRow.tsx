import { useEffect, useRef } from 'react';
import { useNow } from '../../hooks/use-now.ts';
import { formatWait } from '../../i18n/format/waits.ts';
import { useSpeech } from '../../i18n/speech.ts';

/** After this long the user is told that the server may be waking up (docs/contract.md, "The host"). */
const slowAfterMs = 3000;

interface Props {
  readonly label: string;
  readonly pendingLabel: string;
  /** When the request was sent, in epoch milliseconds; null if none is pending. */
  readonly pendingSince: number | null;
  /** Absent if a pending request cannot be cancelled. */
  readonly onCancel?: () => void;
  /** Id of the text that says why nothing can be sent now. */
  readonly obstacleId?: string | undefined;
}

/** The button of a form; while a request is pending it shows that and offers to cancel. */
export function SubmitRow({ label, pendingLabel, pendingSince, onCancel, obstacleId }: Props) {
  const { t } = useSpeech();
  const submit = useRef<HTMLButtonElement>(null);
  const wasPending = useRef(false);
  const isPending = pendingSince !== null;

  // The cancel button disappears with the request; the focus must not be lost with it.
  useEffect(() => {
    const hasEnded = wasPending.current && !isPending;
    wasPending.current = isPending;
    if (hasEnded && document.activeElement === document.body) {
      submit.current?.focus();
    }
  }, [isPending]);

  return (
    <div className="submit-row">
      <button
        ref={submit}
        type="submit"
        className="button button-primary"
        aria-disabled={isPending || obstacleId !== undefined}
        aria-describedby={obstacleId}
        data-blocked={obstacleId !== undefined}
      >
        {isPending && <span className="spinner" aria-hidden="true" />}
        {isPending ? pendingLabel : label}
      </button>
      {isPending && onCancel && (
        <button type="button" className="button button-quiet" onClick={onCancel}>
          {t('form.cancel')}
        </button>
      )}
      <SlowHint pendingSince={pendingSince} />
    </div>
  );
}

/** Announces once that the server may be waking up; the seconds beside it are not announced. */
function SlowHint({ pendingSince }: Pick<Props, 'pendingSince'>) {
  const { t, locale } = useSpeech();
  const now = useNow(pendingSince === null ? null : 1000);
  const elapsedMs = pendingSince === null ? 0 : now - pendingSince;
  const isSlow = elapsedMs >= slowAfterMs;
  return (
    <div className="submit-hint">
      <p role="status">{isSlow && t('form.slow')}</p>
      {isSlow && (
        <p role="timer">
          {t('form.elapsed', { wait: formatWait(locale, Math.floor(elapsedMs / 1000)) })}
        </p>
      )}
    </div>
  );
}

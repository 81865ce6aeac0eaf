import { useEffect, useRef } from 'react';
import { useText } from '../../i18n/speech.ts';

interface Props {
  readonly label: string;
  readonly pendingLabel: string;
  readonly isPending: boolean;
  readonly isSlow: boolean;
  readonly onCancel: () => void;
}

/** The button of a form; while a request is out it shows so and offers to cancel. */
export function SubmitRow({ label, pendingLabel, isPending, isSlow, onCancel }: Props) {
  const t = useText();
  const submit = useRef<HTMLButtonElement>(null);
  const wasPending = useRef(false);

  // The cancel button goes away with the request; focus must not be lost with it.
  useEffect(() => {
    const hasEnded = wasPending.current && !isPending;
    wasPending.current = isPending;
    if (hasEnded && document.activeElement === document.body) submit.current?.focus();
  }, [isPending]);

  return (
    <div className="submit-row">
      <button
        ref={submit}
        type="submit"
        className="button button-primary"
        aria-disabled={isPending}
      >
        {isPending && <span className="spinner" aria-hidden="true" />}
        {isPending ? pendingLabel : label}
      </button>
      {isPending && (
        <button type="button" className="button button-quiet" onClick={onCancel}>
          {t('form.cancel')}
        </button>
      )}
      <p className="submit-hint" role="status">
        {isSlow && t('form.slow')}
      </p>
    </div>
  );
}

import type { CommandFailure } from '@mytone/shared/bridge/commands.ts';
import { type ReactNode, Suspense, useState } from 'react';
import { fieldFailuresOf } from '../../../forms/field-failures.ts';
import { useSecondsUntil } from '../../../hooks/use-seconds-until.ts';
import { failureText } from '../../../i18n/failure-text.ts';
import { formatWait } from '../../../i18n/format/waits.ts';
import { useSpeech } from '../../../i18n/speech.ts';
import { Notice } from '../../primitives/Notice.tsx';
import { CopyDetails } from '../frame/CopyDetails.tsx';
import { supportCode } from '../frame/support-code.ts';

interface Props {
  readonly failure: CommandFailure | null;
  /** The form's fields: a failure of one of them is shown at the field instead. */
  readonly fields: readonly string[];
  /** What the user may do about it. */
  readonly children?: ReactNode;
}

/** Says why a form was not accepted, if the reason does not belong to one field. */
export function FormFailure({ failure, fields, children }: Props) {
  const { t, language } = useSpeech();
  if (failure === null || fieldFailuresOf(failure, fields).length > 0) {
    return null;
  }
  if (failure.code === 'too-many-attempts' && failure.retryAfterMs !== null) {
    return <Waiting waitMs={failure.retryAfterMs} />;
  }
  const code = supportCode(failure);
  return (
    <>
      <Notice tone={failure.code === 'cancelled' ? 'info' : 'error'}>
        <p>{failureText(t, language, failure)}</p>
        {children}
      </Notice>
      {/* Outside the alert, which would be read out again. */}
      <Suspense>{code !== null && <CopyDetails key={code} code={code} />}</Suspense>
    </>
  );
}

/** Counts a wait down without announcing it, then says that it is over. */
function Waiting({ waitMs }: { readonly waitMs: number }) {
  const { t, locale } = useSpeech();
  const [until] = useState(() => Date.now() + waitMs);
  const [isOver, setIsOver] = useState(false);
  const seconds = useSecondsUntil(isOver ? null : until);
  if (seconds === 0 && !isOver) {
    setIsOver(true);
  }
  if (isOver) {
    return (
      <Notice tone="info">
        <p>{t('tooManyAttempts.over')}</p>
      </Notice>
    );
  }
  return (
    <Notice tone="error">
      <p>{t('tooManyAttempts.intro')}</p>
      <p role="timer">{t('tooManyAttempts.wait', { wait: formatWait(locale, seconds) })}</p>
    </Notice>
  );
}

import type { CommandFailure } from '@mytone/shared/commands.ts';
import { fieldFailuresOf } from '../../../forms/field-failures.ts';
import { failureText } from '../../../i18n/failure-text.ts';
import { useSpeech } from '../../../i18n/speech.ts';
import { Notice } from '../../primitives/Notice.tsx';

interface Props {
  readonly failure: CommandFailure | null;
  /** The form's fields: a failure that belongs to one of them is shown there instead. */
  readonly fields: readonly string[];
  /** What the user may do about it. */
  readonly children?: React.ReactNode;
}

/** Says why a form was not accepted, where that is not one field's fault. */
export function FormFailure({ failure, fields, children }: Props) {
  const { t, locale } = useSpeech();
  if (failure === null || fieldFailuresOf(failure, fields).length > 0) return null;
  return (
    <Notice tone={failure.code === 'cancelled' ? 'info' : 'error'}>
      <p>{failureText(t, locale, failure)}</p>
      {children}
    </Notice>
  );
}

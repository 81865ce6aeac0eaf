import { zodResolver } from '@hookform/resolvers/zod';
import type { ForgotPasswordFailure } from '@mytone/shared/failures.ts';
import { type ForgotPasswordInput, forgotPasswordInputSchema } from '@mytone/shared/inputs.ts';
import { useEffect } from 'react';
import { useForm } from 'react-hook-form';
import { submitTyped, typedForm } from '../../../forms/submit-typed.ts';
import { useFields } from '../../../forms/use-fields.ts';
import { useSubmission } from '../../../forms/use-submission.ts';
import { useReportPending } from '../../../hooks/use-report-pending.ts';
import { useFullText } from '../../../i18n/speech.ts';
import { useRecovery } from '../../../store/use-recovery.ts';
import { SubmitRow } from '../../primitives/SubmitRow.tsx';
import { TextField } from '../../primitives/TextField.tsx';
import { FormFailure } from './FormFailure.tsx';

const fields = ['email'] as const;

interface Props {
  /** To fill in, where one is known. */
  readonly email: string;
  readonly takesFocus: boolean;
  readonly onSent: (email: string) => void;
  readonly onPending: (isPending: boolean) => void;
}

/** Requests the mail with a link; the answer does not say whether the account exists. */
export function RequestLinkForm({ email, takesFocus, onSent, onPending }: Props) {
  const t = useFullText();
  const { forgotPassword, cancel } = useRecovery();
  const form = useForm<ForgotPasswordInput>({
    resolver: zodResolver(forgotPasswordInputSchema),
    ...typedForm,
    defaultValues: { email },
  });
  const { pendingSince, isPending, failure, send } = useSubmission<ForgotPasswordFailure>(cancel);
  const field = useFields(form, { isPending });
  useReportPending(isPending, onPending);

  useEffect(() => {
    if (takesFocus) {
      form.setFocus('email');
    }
  }, [form, takesFocus]);

  const submit = submitTyped(form, {
    fields,
    send: (input) =>
      send(async () => {
        const answer = await forgotPassword(input);
        if (answer.ok) {
          onSent(input.email);
        }
        return answer;
      }),
  });

  return (
    <form className="form" noValidate onSubmit={submit} aria-busy={isPending}>
      <TextField
        {...field('email')}
        label={t('signUp.email')}
        inputMode="email"
        autoComplete="username"
        autoCapitalize="none"
        spellCheck={false}
      />
      <FormFailure failure={failure} fields={fields} />
      <SubmitRow
        label={t('forgotPassword.submit')}
        pendingLabel={t('forgotPassword.submitting')}
        pendingSince={pendingSince}
        onCancel={cancel}
      />
    </form>
  );
}

import { zodResolver } from '@hookform/resolvers/zod';
import type { ResetPasswordFailure } from '@mytone/shared/failures.ts';
import { useEffect, useState } from 'react';
import { useForm, useWatch } from 'react-hook-form';
import {
  type NewPasswordForm as Form,
  newPasswordFormSchema,
} from '../../../forms/new-password-form.ts';
import { submitTyped, typedForm } from '../../../forms/submit-typed.ts';
import { useFields } from '../../../forms/use-fields.ts';
import { useSubmission } from '../../../forms/use-submission.ts';
import { useReportPending } from '../../../hooks/use-report-pending.ts';
import { useFullText } from '../../../i18n/speech.ts';
import { useRecovery } from '../../../store/use-recovery.ts';
import { SubmitRow } from '../../primitives/SubmitRow.tsx';
import { FormFailure } from './FormFailure.tsx';
import { NewPasswordFields } from './NewPasswordFields.tsx';

const fields = ['password', 'confirmPassword'] as const;

interface Props {
  readonly onPending: (isPending: boolean) => void;
}

/** Sets a new password with the link that main holds. */
export function NewPasswordForm({ onPending }: Props) {
  const t = useFullText();
  const { resetPassword, cancel, close } = useRecovery();
  const form = useForm<Form>({
    resolver: zodResolver(newPasswordFormSchema),
    ...typedForm,
    defaultValues: { password: '', confirmPassword: '' },
  });
  const password = useWatch({ control: form.control, name: 'password' });
  const [isShown, setIsShown] = useState(false);
  const { pendingSince, isPending, failure, send } = useSubmission<ResetPasswordFailure>(cancel);
  const field = useFields(form, { isPending, confirmations: { password: 'confirmPassword' } });

  useEffect(() => {
    form.setFocus('password');
  }, [form]);

  useReportPending(isPending, onPending);

  const submit = submitTyped(form, {
    fields,
    send: ({ password: typed }) => {
      setIsShown(false);
      return send(() => resetPassword({ password: typed }));
    },
  });

  return (
    <form className="form" noValidate onSubmit={submit} aria-busy={isPending}>
      <NewPasswordFields field={field} password={password} isShown={isShown} onShow={setIsShown} />
      <FormFailure failure={failure} fields={fields}>
        {failure?.code === 'reset-answer-lost' && (
          <button type="button" className="text-button" onClick={close}>
            {t('splash.signIn')}
          </button>
        )}
      </FormFailure>
      <SubmitRow
        label={t('newPassword.submit')}
        pendingLabel={t('newPassword.submitting')}
        pendingSince={pendingSince}
        onCancel={cancel}
      />
    </form>
  );
}

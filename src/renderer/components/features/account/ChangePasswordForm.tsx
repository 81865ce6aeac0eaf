import { zodResolver } from '@hookform/resolvers/zod';
import type { AccountFailure } from '@mytone/shared/failures.ts';
import { useState } from 'react';
import { useForm, useWatch } from 'react-hook-form';
import {
  changePasswordFormSchema,
  type ChangePasswordForm as Form,
} from '../../../forms/account-forms.ts';
import { submitTyped, typedForm } from '../../../forms/submit-typed.ts';
import { useFields } from '../../../forms/use-fields.ts';
import { useSubmission } from '../../../forms/use-submission.ts';
import { useReportPending } from '../../../hooks/use-report-pending.ts';
import { useFullText } from '../../../i18n/speech.ts';
import { useAccount } from '../../../store/use-account.ts';
import { Notice } from '../../primitives/Notice.tsx';
import { PasswordField } from '../../primitives/PasswordField.tsx';
import { SubmitRow } from '../../primitives/SubmitRow.tsx';
import { FormFailure } from '../sign-in/FormFailure.tsx';
import { NewPasswordFields } from '../sign-in/NewPasswordFields.tsx';
import { AccountSection } from './AccountSection.tsx';

const fields = ['currentPassword', 'password', 'confirmPassword'] as const;
const empty: Form = { currentPassword: '', password: '', confirmPassword: '' };

interface Props {
  readonly obstacleId: string | undefined;
  readonly onPending: (isPending: boolean) => void;
  /** The other sessions have ended. */
  readonly onChanged: () => void;
}

/** Changes the password; the other devices are signed out, this one is not. */
export function ChangePasswordForm({ obstacleId, onPending, onChanged }: Props) {
  const t = useFullText();
  const { changePassword } = useAccount();
  const form = useForm<Form>({
    resolver: zodResolver(changePasswordFormSchema),
    ...typedForm,
    defaultValues: empty,
  });
  const password = useWatch({ control: form.control, name: 'password' });
  const [isShown, setIsShown] = useState(false);
  const [isChanged, setIsChanged] = useState(false);
  const { pendingSince, isPending, failure, send } = useSubmission<AccountFailure>(() => {}, true);
  const field = useFields(form, {
    isPending: isPending || obstacleId !== undefined,
    confirmations: { password: 'confirmPassword' },
  });

  useReportPending(isPending, onPending);

  const submit = submitTyped(form, {
    fields,
    isBlocked: isPending || obstacleId !== undefined,
    send: async ({ confirmPassword: _, ...input }) => {
      setIsShown(false);
      setIsChanged(false);
      const refused = await send(() => changePassword(input));
      if (refused === null) {
        form.reset(empty);
        setIsChanged(true);
        onChanged();
      }
      return refused;
    },
  });

  return (
    <AccountSection heading={t('account.password')} lead={t('account.passwordLead')}>
      <form className="form" noValidate onSubmit={submit} aria-busy={isPending}>
        <PasswordField
          {...field('currentPassword')}
          label={t('account.currentPassword')}
          autoComplete="current-password"
          isShown={isShown}
        />
        <NewPasswordFields
          field={field}
          password={password}
          isShown={isShown}
          onShow={setIsShown}
        />
        <FormFailure failure={failure} fields={fields} />
        {isChanged && !isPending && (
          <Notice tone="success">
            <p>{t('account.passwordChanged')}</p>
          </Notice>
        )}
        <SubmitRow
          label={t('account.changePassword')}
          pendingLabel={t('account.saving')}
          pendingSince={pendingSince}
          obstacleId={obstacleId}
        />
      </form>
    </AccountSection>
  );
}

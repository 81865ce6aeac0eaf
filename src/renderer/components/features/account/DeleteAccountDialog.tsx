import { zodResolver } from '@hookform/resolvers/zod';
import type { AccountFailure } from '@mytone/shared/failures.ts';
import { useEffect, useId, useRef, useState } from 'react';
import { useForm } from 'react-hook-form';
import { type DeleteAccountForm, deleteAccountFormSchema } from '../../../forms/account-forms.ts';
import { submitTyped, typedForm } from '../../../forms/submit-typed.ts';
import { useFields } from '../../../forms/use-fields.ts';
import { useSubmission } from '../../../forms/use-submission.ts';
import { useFullText } from '../../../i18n/speech.ts';
import { useAccount } from '../../../store/use-account.ts';
import { PasswordField } from '../../primitives/PasswordField.tsx';
import { FormFailure } from '../sign-in/FormFailure.tsx';
import '../../../styles/on-demand/dialog.css';

const fields = ['currentPassword'] as const;

/** Asks for the password before the account is deleted; Escape keeps it, until the deletion is sent. */
export function DeleteAccountDialog({ onClose }: { readonly onClose: () => void }) {
  const t = useFullText();
  const { deleteAccount } = useAccount();
  const headingId = useId();
  const detailId = useId();
  const dialog = useRef<HTMLDialogElement>(null);
  const [isShown, setIsShown] = useState(false);
  const form = useForm<DeleteAccountForm>({
    resolver: zodResolver(deleteAccountFormSchema),
    ...typedForm,
    defaultValues: { currentPassword: '' },
  });
  const { isPending, failure, send } = useSubmission<AccountFailure>(() => {});
  const field = useFields(form, { isPending });

  useEffect(() => {
    const element = dialog.current;
    element?.showModal();
    form.setFocus('currentPassword');
    // A link may open another screen: a modal dialog would make that screen unreachable.
    return () => element?.close();
  }, [form]);

  const submit = submitTyped(form, {
    fields,
    isBlocked: isPending,
    send: ({ currentPassword }) => {
      setIsShown(false);
      return send(() => deleteAccount({ password: currentPassword }));
    },
  });

  return (
    <dialog
      className="dialog"
      ref={dialog}
      // A deletion that is on its way cannot be called back: leaving would look as if it were.
      closedby={isPending ? 'none' : 'closerequest'}
      onClose={onClose}
      aria-labelledby={headingId}
      aria-describedby={detailId}
    >
      <h2 id={headingId}>{t('account.deleteHeading')}</h2>
      <p id={detailId} className="lead">
        {t('account.deleteDetail')}
      </p>
      <form className="form" noValidate onSubmit={submit} aria-busy={isPending}>
        <PasswordField
          {...field('currentPassword')}
          label={t('account.currentPassword')}
          autoComplete="current-password"
          isShown={isShown}
          onShow={setIsShown}
        />
        <FormFailure failure={failure} fields={fields} />
        <div className="actions">
          <button
            type="button"
            className="button button-secondary"
            aria-disabled={isPending}
            onClick={() => !isPending && dialog.current?.close()}
          >
            {t('account.keepAccount')}
          </button>
          <button type="submit" className="button button-danger" aria-disabled={isPending}>
            {isPending && <span className="spinner" aria-hidden="true" />}
            {t(isPending ? 'account.deleting' : 'account.confirmDelete')}
          </button>
        </div>
      </form>
    </dialog>
  );
}

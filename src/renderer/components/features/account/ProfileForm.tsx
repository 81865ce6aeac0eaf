import { zodResolver } from '@hookform/resolvers/zod';
import type { AccountFailure } from '@mytone/shared/failures.ts';
import type { User } from '@mytone/shared/user.ts';
import { useEffect, useMemo, useState } from 'react';
import { useForm } from 'react-hook-form';
import {
  type ProfileForm as Form,
  profileChange,
  profileFormOf,
  profileFormSchema,
} from '../../../forms/account-forms.ts';
import { submitTyped, typedForm } from '../../../forms/submit-typed.ts';
import { useFields } from '../../../forms/use-fields.ts';
import { useSubmission } from '../../../forms/use-submission.ts';
import { useReportPending } from '../../../hooks/use-report-pending.ts';
import { useFullText } from '../../../i18n/speech.ts';
import { useApp } from '../../../store/app-context.ts';
import { useAccount } from '../../../store/use-account.ts';
import { NameFields } from '../../primitives/NameFields.tsx';
import { Notice } from '../../primitives/Notice.tsx';
import { SubmitRow } from '../../primitives/SubmitRow.tsx';
import { TextField } from '../../primitives/TextField.tsx';
import { FormFailure } from '../sign-in/FormFailure.tsx';
import { AccountSection } from './AccountSection.tsx';

const fields = ['name', 'surname', 'phoneNumber'] as const;

interface Props {
  readonly user: User;
  readonly obstacleId: string | undefined;
  readonly onPending: (isPending: boolean) => void;
}

/** Name, surname and phone number; unchanged values are not sent. What is not saved is kept in the store. */
export function ProfileForm({ user, obstacleId, onPending }: Props) {
  const t = useFullText();
  const { changeProfile } = useAccount();
  const { store } = useApp();
  const [draft] = useState(() => store.getState().profileDraft);
  const stored = useMemo(() => profileFormOf(user), [user]);
  const form = useForm<Form>({
    resolver: zodResolver(profileFormSchema(user)),
    ...typedForm,
    // What another device has changed in the meantime is not changed back.
    defaultValues: { ...stored, ...draft },
  });
  useEffect(
    () =>
      form.subscribe({
        formState: { values: true },
        callback: ({ values }) => store.setState({ profileDraft: profileChange(stored, values) }),
      }),
    [form, store, stored],
  );
  const [isSaved, setIsSaved] = useState(false);
  const { pendingSince, isPending, failure, send } = useSubmission<AccountFailure>(() => {}, true);
  const field = useFields(form, { isPending: isPending || obstacleId !== undefined });

  useReportPending(isPending, onPending);

  const submit = submitTyped(form, {
    fields,
    isBlocked: isPending || obstacleId !== undefined,
    send: async (typed) => {
      setIsSaved(false);
      const change = profileChange(stored, typed);
      const refused = change === null ? null : await send(() => changeProfile(change));
      if (refused === null) {
        form.reset(typed);
        store.setState({ profileDraft: null });
        setIsSaved(true);
      }
      return refused;
    },
  });

  return (
    <AccountSection heading={t('account.profile')}>
      <form className="form" noValidate onSubmit={submit} aria-busy={isPending}>
        <NameFields field={field} />
        <TextField
          {...field('phoneNumber')}
          label={t('account.phone')}
          required={false}
          inputMode="tel"
          autoComplete="tel"
        />
        <FormFailure failure={failure} fields={fields} />
        {isSaved && !isPending && (
          <Notice tone="success">
            <p>{t('account.saved')}</p>
          </Notice>
        )}
        <SubmitRow
          label={t('account.save')}
          pendingLabel={t('account.saving')}
          pendingSince={pendingSince}
          obstacleId={obstacleId}
        />
      </form>
    </AccountSection>
  );
}

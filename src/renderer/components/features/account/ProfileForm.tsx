import { zodResolver } from '@hookform/resolvers/zod';
import type { AccountFailure } from '@mytone/shared/failures.ts';
import type { User } from '@mytone/shared/user.ts';
import { type SubmitEvent, useState } from 'react';
import { useForm } from 'react-hook-form';
import {
  type ProfileForm as Form,
  profileChange,
  profileFormOf,
  profileFormSchema,
} from '../../../forms/account-forms.ts';
import { adoptTypedValues } from '../../../forms/adopt-typed-values.ts';
import { showFieldFailures, useFields } from '../../../forms/use-fields.ts';
import { useSubmission } from '../../../forms/use-submission.ts';
import { useSpeech } from '../../../i18n/speech.ts';
import { useAccount } from '../../../store/use-account.ts';
import { Notice } from '../../primitives/Notice.tsx';
import { SubmitRow } from '../../primitives/SubmitRow.tsx';
import { TextField } from '../../primitives/TextField.tsx';
import { FormFailure } from '../sign-in/FormFailure.tsx';
import { AccountSection } from './AccountSection.tsx';

const fields = ['name', 'surname', 'phoneNumber'] as const;

interface Props {
  readonly user: User;
  readonly obstacleId: string | undefined;
}

/** Name, surname and phone number; what is not changed is not sent. */
export function ProfileForm({ user, obstacleId }: Props) {
  const { t, language } = useSpeech();
  const { changeProfile } = useAccount();
  const form = useForm<Form>({
    resolver: zodResolver(profileFormSchema(user)),
    mode: 'onTouched',
    defaultValues: profileFormOf(user),
  });
  const [isSaved, setIsSaved] = useState(false);
  const { pendingSince, isPending, failure, send } = useSubmission<AccountFailure>(() => {}, true);
  const field = useFields(form, { isPending: isPending || obstacleId !== undefined });

  const validateAndSend = form.handleSubmit(async (typed) => {
    setIsSaved(false);
    const change = profileChange(profileFormOf(user), typed);
    const refused = change === null ? null : await send(() => changeProfile(change));
    if (refused === null) {
      form.reset(typed);
      setIsSaved(true);
    } else {
      showFieldFailures(form, refused, fields);
    }
  });
  const submit = (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    if (obstacleId === undefined && !isPending) {
      adoptTypedValues(form, event.currentTarget);
      void validateAndSend(event);
    }
  };
  const names = [
    <TextField {...field('name')} key="name" label={t('signUp.name')} autoComplete="given-name" />,
    <TextField
      {...field('surname')}
      key="surname"
      label={t('signUp.surname')}
      autoComplete="family-name"
    />,
  ];

  return (
    <AccountSection heading={t('account.profile')}>
      <form className="form" noValidate onSubmit={submit} aria-busy={isPending}>
        <div className="field-pair">{language === 'zh' ? names.toReversed() : names}</div>
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

import type { User } from '@mytone/shared/user.ts';
import { useId } from 'react';
import { formatDate } from '../../../i18n/format.ts';
import { useSpeech } from '../../../i18n/speech.ts';
import { Fact } from '../../primitives/Fact.tsx';

/** What the API knows of the person signed in. */
export function AccountCard({ user }: { readonly user: User }) {
  const { t, locale } = useSpeech();
  const headingId = useId();
  return (
    <section className="card" aria-labelledby={headingId}>
      <h2 id={headingId}>{t('dashboard.account')}</h2>
      <dl>
        <Fact term={t('dashboard.name')}>
          {user.name} {user.surname}
        </Fact>
        <Fact term={t('dashboard.email')}>{user.email}</Fact>
        <Fact term={t('dashboard.username')}>{user.username}</Fact>
        {user.phoneNumber !== null && <Fact term={t('dashboard.phone')}>{user.phoneNumber}</Fact>}
        <Fact term={t('dashboard.memberSince')}>
          <time dateTime={user.createdAt}>{formatDate(locale, new Date(user.createdAt))}</time>
        </Fact>
        <Fact term={t('dashboard.accountNumber')}>{user.id}</Fact>
      </dl>
    </section>
  );
}

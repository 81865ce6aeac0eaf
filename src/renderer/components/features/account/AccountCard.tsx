import type { User } from '@mytone/shared/user.ts';
import { useId } from 'react';
import { formatDate } from '../../../i18n/format/dates.ts';
import { useSpeech } from '../../../i18n/speech.ts';
import { useApp } from '../../../store/app-context.ts';
import { Fact } from '../../primitives/Fact.tsx';
import { PersonName } from '../../primitives/PersonName.tsx';

/** What the API knows about the signed-in user; blank values are not shown. */
export function AccountCard({ user }: { readonly user: User }) {
  const { t, locale } = useSpeech();
  const { store } = useApp();
  const headingId = useId();
  return (
    <section className="card" aria-labelledby={headingId}>
      <h2 id={headingId}>{t('dashboard.account')}</h2>
      <dl>
        {`${user.name}${user.surname}` !== '' && (
          <Fact term={t('dashboard.name')}>
            <PersonName user={user} />
          </Fact>
        )}
        {user.email !== '' && (
          <Fact term={t('dashboard.email')}>
            <bdi>{user.email}</bdi>
          </Fact>
        )}
        {user.username !== '' && (
          <Fact term={t('dashboard.username')}>
            <bdi>{user.username}</bdi>
          </Fact>
        )}
        {user.phoneNumber !== null && (
          <Fact term={t('dashboard.phone')}>
            <bdi>{user.phoneNumber}</bdi>
          </Fact>
        )}
        {user.createdAt !== null && (
          <Fact term={t('dashboard.memberSince')}>
            <time dateTime={user.createdAt}>{formatDate(locale, new Date(user.createdAt))}</time>
          </Fact>
        )}
      </dl>
      <button
        type="button"
        className="button button-secondary"
        onClick={() => store.setState({ isAccountOpen: true })}
      >
        {t('dashboard.openAccount')}
      </button>
    </section>
  );
}

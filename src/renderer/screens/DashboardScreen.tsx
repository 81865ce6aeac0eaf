import type { Link, TokenStorage } from '@mytone/shared/auth-state.ts';
import type { User } from '@mytone/shared/user.ts';
import { useTranslation } from 'react-i18next';
import { AccountCard } from '../components/AccountCard.tsx';
import { AppHeader } from '../components/AppHeader.tsx';
import { CreationsCard } from '../components/CreationsCard.tsx';
import { OfflineBanner } from '../components/OfflineBanner.tsx';
import { ScreenHeading } from '../components/ScreenHeading.tsx';
import { SessionCard } from '../components/SessionCard.tsx';
import { VoiceToMusic } from '../components/VoiceToMusic.tsx';

interface Props {
  readonly user: User;
  readonly link: Link;
  readonly storage: TokenStorage;
}

/** The account and the session of the person signed in. Cannot be drawn without a user. */
export function DashboardScreen({ user, link, storage }: Props) {
  const { t } = useTranslation();
  return (
    <div className="app-layout">
      <AppHeader />
      <OfflineBanner link={link} />
      <main className="dashboard">
        <div className="hero">
          <ScreenHeading
            title={t('dashboard.title')}
            heading={t('dashboard.greeting', { name: user.name })}
            lead={t('dashboard.lead')}
            takesFocus
          />
          <VoiceToMusic />
        </div>
        <div className="dashboard-facts">
          <AccountCard user={user} />
          <SessionCard link={link} storage={storage} />
        </div>
        <CreationsCard />
      </main>
    </div>
  );
}

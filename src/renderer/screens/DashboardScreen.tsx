import type { Link, TokenStorage } from '@mytone/shared/auth-state.ts';
import type { User } from '@mytone/shared/user.ts';
import { AccountCard } from '../components/features/account/AccountCard.tsx';
import { AppHeader } from '../components/features/frame/AppHeader.tsx';
import { OfflineBanner } from '../components/features/session/OfflineBanner.tsx';
import { SessionCard } from '../components/features/session/SessionCard.tsx';
import { AppCard } from '../components/features/settings/AppCard.tsx';
import { ScreenHeading } from '../components/primitives/ScreenHeading.tsx';
import { VoiceToMusic } from '../components/primitives/VoiceToMusic.tsx';
import { isolate } from '../i18n/order.ts';
import { useText } from '../i18n/speech.ts';

interface Props {
  readonly user: User;
  readonly link: Link;
  readonly storage: TokenStorage;
}

/** The account and the session of the person signed in. Cannot be drawn without a user. */
export function DashboardScreen({ user, link, storage }: Props) {
  const t = useText();
  return (
    <div className="app-layout">
      <AppHeader />
      <OfflineBanner link={link} />
      <main className="dashboard">
        <div className="hero">
          <ScreenHeading
            title={t('dashboard.title')}
            heading={t('dashboard.greeting', {
              name: isolate(user.name || user.username || user.email),
            })}
            lead={t('dashboard.lead')}
            takesFocus
          />
          <VoiceToMusic />
        </div>
        <div className="dashboard-facts">
          <AccountCard user={user} />
          <SessionCard link={link} storage={storage} />
        </div>
        <AppCard />
      </main>
    </div>
  );
}

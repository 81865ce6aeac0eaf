import type { Link } from '@mytone/shared/auth-state.ts';
import { AppHeader } from '../components/features/frame/AppHeader.tsx';
import { LinkState } from '../components/features/session/LinkState.tsx';
import { OfflineBanner } from '../components/features/session/OfflineBanner.tsx';
import { ScreenHeading } from '../components/primitives/ScreenHeading.tsx';
import { VoiceToMusic } from '../components/primitives/VoiceToMusic.tsx';
import { useText } from '../i18n/speech.ts';

/** A session is stored but its profile is not known yet: shows the progress, and a way to sign out. */
export function RestoringScreen({ link }: { readonly link: Link }) {
  const t = useText();
  return (
    <div className="app-layout">
      <AppHeader />
      <OfflineBanner link={link} />
      <main className="restoring">
        <div className="hero">
          <ScreenHeading
            title={t('restoring.title')}
            heading={t('restoring.heading')}
            lead={t(link.kind === 'offline' ? 'restoring.offlineDetail' : 'restoring.detail')}
            takesFocus
          />
          <VoiceToMusic />
        </div>
        {link.kind !== 'offline' && (
          <p>
            <LinkState link={link} />
          </p>
        )}
        <div className="skeleton" data-still={link.kind === 'offline'} aria-hidden="true">
          <CardToCome />
          <CardToCome />
          <CardToCome />
        </div>
      </main>
    </div>
  );
}

/** A card of the dashboard, as far as it is known: a heading and three lines. */
function CardToCome() {
  return (
    <div className="card">
      <span />
      <span />
      <span />
      <span />
    </div>
  );
}

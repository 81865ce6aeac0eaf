import type { Link } from '@mytone/shared/auth-state.ts';
import { AppHeader } from '../components/features/frame/AppHeader.tsx';
import { LinkState } from '../components/features/session/LinkState.tsx';
import { OfflineBanner } from '../components/features/session/OfflineBanner.tsx';
import { ScreenHeading } from '../components/primitives/ScreenHeading.tsx';
import { useText } from '../i18n/speech.ts';

/** A session is stored but its profile is not known yet: shows the progress, and a way to sign out. */
export function RestoringScreen({ link }: { readonly link: Link }) {
  const t = useText();
  return (
    <div className="app-layout">
      <AppHeader />
      <OfflineBanner link={link} />
      <main className="restoring">
        <ScreenHeading
          title={t('restoring.title')}
          heading={t('restoring.heading')}
          lead={t(link.kind === 'offline' ? 'restoring.offlineDetail' : 'restoring.detail')}
          takesFocus
        />
        {link.kind !== 'offline' && (
          <p className="restoring-state">
            <LinkState link={link} />
          </p>
        )}
        <div className="skeleton" data-still={link.kind === 'offline'} aria-hidden="true">
          <span />
          <span />
        </div>
      </main>
    </div>
  );
}

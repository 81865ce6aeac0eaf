import { accountFeatures } from '@mytone/shared/account/account.ts';
import type { Link } from '@mytone/shared/auth-state.ts';
import type { User } from '@mytone/shared/user.ts';
import { useCallback, useId, useState } from 'react';
import { ChangePasswordForm } from '../components/features/account/ChangePasswordForm.tsx';
import { DeleteAccountSection } from '../components/features/account/DeleteAccountSection.tsx';
import { DevicesSection } from '../components/features/account/DevicesSection.tsx';
import { NothingOffered } from '../components/features/account/NothingOffered.tsx';
import { ProfileForm } from '../components/features/account/ProfileForm.tsx';
import { AppHeader } from '../components/features/frame/AppHeader.tsx';
import { OfflineBanner } from '../components/features/session/OfflineBanner.tsx';
import { Icon } from '../components/primitives/icon/Icon.tsx';
import { icons } from '../components/primitives/icon/icons.ts';
import { moreIcons } from '../components/primitives/icon/more-icons.ts';
import { ScreenHeading } from '../components/primitives/ScreenHeading.tsx';
import { useFullText } from '../i18n/speech.ts';
import { useApp } from '../store/app-context.ts';
import { useOffered } from '../store/use-account.ts';
import '../styles/on-demand/account.css';

interface Props {
  readonly user: User;
  readonly link: Link;
}

/** The user's own account: everything that the API offers to change. */
export function AccountScreen({ user, link }: Props) {
  const t = useFullText();
  const { store } = useApp();
  const { obstacle, has } = useOffered();
  const reasonId = useId();
  // The list of devices is reloaded after a password change has ended the other sessions.
  const [passwords, setPasswords] = useState(0);
  const isOffered = accountFeatures.some(has);
  const obstacleId = obstacle === null ? undefined : reasonId;
  // A change that is on its way cannot be called back: leaving would hide whether it was made.
  const [pending, setPending] = useState(0);
  const onPending = useCallback(
    (isPending: boolean) => setPending((count) => count + (isPending ? 1 : -1)),
    [],
  );
  const isPending = pending > 0;
  const close = () => !isPending && store.setState({ isAccountOpen: false });
  return (
    <div className="app-layout">
      <AppHeader />
      <OfflineBanner link={link} />
      <main className="account">
        <button
          type="button"
          className="text-button"
          aria-disabled={isPending}
          data-blocked={isPending}
          onClick={close}
        >
          <Icon shape={moreIcons.back} />
          {t('account.back')}
        </button>
        <ScreenHeading
          title={t('account.title')}
          heading={t('account.title')}
          lead={t('account.lead')}
          takesFocus
        />
        <div id={reasonId} className="account-status" role="status">
          {!isOffered && <NothingOffered />}
          {isOffered && obstacle !== null && (
            <p className="notice notice-info">
              <Icon shape={icons.info} />
              <span className="notice-body">{t(`account.${obstacle}`)}</span>
            </p>
          )}
        </div>
        {!isOffered && (
          <button type="button" className="button button-secondary" onClick={close}>
            {t('account.back')}
          </button>
        )}
        <div className="account-cards">
          {has('change-profile') && (
            <ProfileForm key={user.id} user={user} obstacleId={obstacleId} onPending={onPending} />
          )}
          {has('change-password') && (
            <ChangePasswordForm
              obstacleId={obstacleId}
              onPending={onPending}
              onChanged={() => setPasswords((count) => count + 1)}
            />
          )}
          {has('list-sessions') && (
            <DevicesSection
              key={passwords}
              obstacleId={obstacleId}
              onPending={onPending}
              canEndOne={has('end-session')}
              canEndOthers={has('end-other-sessions')}
            />
          )}
          {has('delete-account') && <DeleteAccountSection obstacleId={obstacleId} />}
        </div>
      </main>
    </div>
  );
}

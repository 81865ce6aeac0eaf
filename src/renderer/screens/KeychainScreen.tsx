import type { KeychainProblem } from '@mytone/shared/auth-state.ts';
import { useState } from 'react';
import { AuthLayout } from '../components/features/frame/AuthLayout.tsx';
import { CopyDetails } from '../components/features/frame/CopyDetails.tsx';
import { RetryButton } from '../components/features/session/RetryButton.tsx';
import { Icon } from '../components/primitives/icon/Icon.tsx';
import { moreIcons } from '../components/primitives/icon/more-icons.ts';
import { ScreenHeading } from '../components/primitives/ScreenHeading.tsx';
import { useFullText } from '../i18n/speech.ts';
import { useApp, useAppState } from '../store/app-context.ts';
import { goTo } from '../store/renderer-store.ts';
import '../styles/on-demand/emblem.css';

interface Props {
  readonly problem: KeychainProblem;
  readonly isRetrying: boolean;
}

/** A session is stored but the keychain does not return it: says why, and offers two ways to continue. */
export function KeychainScreen({ problem, isRetrying }: Props) {
  const t = useFullText();
  const { store } = useApp();
  const drafts = useAppState((state) => state.drafts);
  const [hasRetried, setHasRetried] = useState(false);
  if (isRetrying && !hasRetried) {
    setHasRetried(true);
  }
  return (
    <AuthLayout>
      <span className="emblem">
        <Icon shape={moreIcons.key} />
      </span>
      <ScreenHeading
        title={t('keychain.title')}
        heading={t('keychain.heading')}
        lead={t(`keychainProblems.${problem}`)}
        takesFocus
      />
      <p className="lead">{t('keychain.detail')}</p>
      <CopyDetails key={problem} code={`keychain/${problem}`} />
      <div className="actions">
        <RetryButton
          label={t(isRetrying ? 'keychain.retrying' : 'keychain.retry')}
          className="button button-primary"
          isBusy={isRetrying}
        />
        <button
          type="button"
          className="button button-secondary"
          onClick={() => goTo(store, 'sign-in', drafts)}
        >
          {t('keychain.signInAgain')}
        </button>
      </div>
      <p className="detail" role="status">
        {hasRetried && !isRetrying && t('keychain.stillLocked')}
      </p>
    </AuthLayout>
  );
}

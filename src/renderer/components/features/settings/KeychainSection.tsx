import type { AuthState } from '@mytone/shared/auth-state.ts';
import type { KeychainTest } from '@mytone/shared/settings/keychain-test.ts';
import { Suspense, useState } from 'react';
import { useOneAtATime } from '../../../hooks/use-one-at-a-time.ts';
import {
  type TranslateSettings,
  useSettingsText,
} from '../../../i18n/settings/use-settings-text.ts';
import { answerOf } from '../../../store/answer-of.ts';
import { useApp, useAppState } from '../../../store/app-context.ts';
import { Icon } from '../../primitives/icon/Icon.tsx';
import { icons } from '../../primitives/icon/icons.ts';
import { moreIcons } from '../../primitives/icon/more-icons.ts';
import { CopyDetails } from '../frame/CopyDetails.tsx';

/** Where the session is stored, and a test of the system's keychain. */
export function KeychainSection() {
  const t = useSettingsText();
  const auth = useAppState((state) => state.auth);
  const system = useAppState(({ appInfo }) => appInfo?.system ?? 'linux');
  return (
    <div className="settings-panel">
      <h3>{t('keychain.question')}</h3>
      <p>{placeText(t, auth, t(`keychainNames.${system}`))}</p>
      <KeychainTestButton />
    </div>
  );
}

function placeText(t: TranslateSettings, auth: AuthState, keychain: string): string {
  switch (auth.kind) {
    case 'starting':
      return t('keychain.pending');
    case 'signed-out':
      return t('keychain.signedOut', { keychain });
    case 'keychain-locked':
      return t('keychain.locked');
    case 'restoring':
    case 'signed-in':
      return t(auth.storage === 'keychain' ? 'keychain.inKeychain' : 'keychain.inMemory', {
        keychain,
      });
  }
}

function KeychainTestButton() {
  const t = useSettingsText();
  const { bridge, store } = useApp();
  const [outcome, setOutcome] = useState<KeychainTest | null>(null);
  const { isRunning, run } = useOneAtATime(async () => {
    setOutcome(null);
    const answer = await answerOf<KeychainTest, never>(bridge.testKeychain());
    if (answer.ok) {
      setOutcome(answer.value);
    } else {
      store.setState({ fault: answer.error.code });
    }
  });
  return (
    <>
      <p className="detail">{t('keychain.testDetail')}</p>
      <button
        type="button"
        className="button button-secondary"
        aria-disabled={isRunning}
        onClick={() => void run()}
      >
        {isRunning ? (
          <span className="spinner" aria-hidden="true" />
        ) : (
          <Icon shape={moreIcons.key} />
        )}
        {t(isRunning ? 'keychain.testing' : 'keychain.test')}
      </button>
      <div role="status">
        {outcome && (
          <p className={`notice ${outcome === 'works' ? 'notice-success' : 'notice-error'}`}>
            <Icon shape={outcome === 'works' ? icons.check : icons.warning} />
            <span className="notice-body">{t(`keychainTests.${outcome}`)}</span>
          </p>
        )}
      </div>
      <Suspense>
        {outcome && outcome !== 'works' && (
          <CopyDetails key={outcome} code={`keychain-test/${outcome}`} />
        )}
      </Suspense>
    </>
  );
}

import type { SignOutReason } from '@mytone/shared/auth-state.ts';
import { sentenceSpace } from '../../../i18n/order.ts';
import { useSpeech, useText } from '../../../i18n/speech.ts';
import { useApp, useAppState } from '../../../store/app-context.ts';
import { goTo } from '../../../store/renderer-store.ts';
import type { SessionlessState } from '../../../store/screen-for.ts';
import { Notice, type Tone } from '../../primitives/Notice.tsx';

const tones = {
  user: 'success',
  expired: 'info',
  revoked: 'info',
  'account-disabled': 'error',
  'keychain-lost': 'info',
  'account-deleted': 'success',
} as const satisfies Record<SignOutReason, Tone>;

interface Props {
  readonly auth: SessionlessState;
  /** An attempt to sign in has been refused. */
  readonly hasFailed: boolean;
}

/** Why the user sees a sign-in form: how the session ended, or that the keychain could not be read. */
export function SignInNotice({ auth, hasFailed }: Props) {
  const { t, language } = useSpeech();
  const hasNewPassword = useAppState((state) => state.passwordReset.kind === 'done');
  if (hasNewPassword) {
    return hasFailed ? null : (
      <Notice tone="success">
        <p>{t('signIn.newPasswordSet')}</p>
      </Notice>
    );
  }
  if (auth.kind === 'signed-out') {
    // "See you soon!" does not fit above a refused attempt.
    if (auth.reason === null || (auth.reason === 'user' && hasFailed)) {
      return null;
    }
    return (
      <Notice tone={tones[auth.reason]}>
        <p>{t(`signOutReasons.${auth.reason}`)}</p>
      </Notice>
    );
  }
  return (
    <Notice tone="info">
      <p>
        {t(auth.kind === 'starting' ? 'signIn.keychainPending' : 'signIn.keychainLocked')}
        {sentenceSpace(language)}
        <BackToKeychain />
      </p>
    </Notice>
  );
}

function BackToKeychain() {
  const t = useText();
  const { store } = useApp();
  const drafts = useAppState((state) => state.drafts);
  return (
    <button type="button" className="text-button" onClick={() => goTo(store, null, drafts)}>
      {t('signIn.backToKeychain')}
    </button>
  );
}

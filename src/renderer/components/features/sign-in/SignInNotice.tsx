import { useText } from '../../../i18n/speech.ts';
import { useApp, useAppState } from '../../../store/app-context.ts';
import { goTo } from '../../../store/renderer-store.ts';
import type { SessionlessState } from '../../../store/screen-for.ts';
import { Notice } from '../../primitives/Notice.tsx';

/** Why the user sees a sign-in form: how the session ended, or that a keychain holds it back. */
export function SignInNotice({ auth }: { readonly auth: SessionlessState }) {
  const t = useText();
  if (auth.kind === 'signed-out') {
    if (auth.reason === null) return null;
    return (
      <Notice tone={auth.reason === 'user' ? 'success' : 'info'}>
        <p>{t(`signOutReasons.${auth.reason}`)}</p>
      </Notice>
    );
  }
  return (
    <Notice tone="info">
      <p>
        {t(auth.kind === 'starting' ? 'signIn.keychainPending' : 'signIn.keychainLocked')}{' '}
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

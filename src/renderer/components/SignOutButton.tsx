import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useApp, useCommand } from '../store/app-context.ts';
import { Icon } from './Icon.tsx';

/** Ends the session on this device. */
export function SignOutButton() {
  const { t } = useTranslation();
  const { bridge } = useApp();
  const run = useCommand();
  const [isPending, setIsPending] = useState(false);
  const signOut = async () => {
    if (isPending) return;
    setIsPending(true);
    await run(bridge.signOut);
    setIsPending(false);
  };
  return (
    <button
      type="button"
      className="button button-secondary"
      aria-disabled={isPending}
      onClick={signOut}
    >
      <Icon name="logOut" />
      {t(isPending ? 'dashboard.signingOut' : 'dashboard.signOut')}
    </button>
  );
}

import { useState } from 'react';
import { useText } from '../../../i18n/speech.ts';
import { useAuth } from '../../../store/use-auth.ts';
import { Icon } from '../../primitives/icon/Icon.tsx';
import { moreIcons } from '../../primitives/icon/more-icons.ts';

/** Ends the session on this device. */
export function SignOutButton() {
  const t = useText();
  const { signOut } = useAuth();
  const [isPending, setIsPending] = useState(false);
  const press = async () => {
    if (isPending) {
      return;
    }
    setIsPending(true);
    await signOut();
    setIsPending(false);
  };
  return (
    <button
      type="button"
      className="button button-secondary"
      aria-disabled={isPending}
      onClick={press}
    >
      <Icon shape={moreIcons.logOut} />
      {t(isPending ? 'dashboard.signingOut' : 'dashboard.signOut')}
    </button>
  );
}

import { useOneAtATime } from '../../../hooks/use-one-at-a-time.ts';
import { useText } from '../../../i18n/speech.ts';
import { useAuth } from '../../../store/use-auth.ts';
import { Icon } from '../../primitives/icon/Icon.tsx';
import { moreIcons } from '../../primitives/icon/more-icons.ts';

/** Ends the session on this device. */
export function SignOutButton() {
  const t = useText();
  const { signOut } = useAuth();
  const { isRunning, run } = useOneAtATime(signOut);
  return (
    <button
      type="button"
      className="button button-secondary"
      aria-disabled={isRunning}
      onClick={() => void run()}
    >
      <Icon shape={moreIcons.logOut} />
      {t(isRunning ? 'dashboard.signingOut' : 'dashboard.signOut')}
    </button>
  );
}

import { Wordmark } from '../../primitives/Logo.tsx';
import { SignOutButton } from '../session/SignOutButton.tsx';
import { SettingsButton } from '../settings/SettingsButton.tsx';
import '../../../styles/on-demand/app-layout.css';

/** The bar at the top of every screen with a session. */
export function AppHeader() {
  return (
    <header className="app-header">
      <Wordmark />
      <div className="app-header-actions">
        <SignOutButton />
        <SettingsButton />
      </div>
    </header>
  );
}

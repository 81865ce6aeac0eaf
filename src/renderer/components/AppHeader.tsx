import { Wordmark } from './Logo.tsx';
import { PreferencesMenu } from './PreferencesMenu.tsx';
import { SignOutButton } from './SignOutButton.tsx';

/** The bar above every screen with a session. */
export function AppHeader() {
  return (
    <header className="app-header">
      <Wordmark />
      <div className="app-header-actions">
        <SignOutButton />
        <PreferencesMenu />
      </div>
    </header>
  );
}

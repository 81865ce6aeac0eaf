import { useAppState } from '../store/app-context.ts';
import { screenFor } from '../store/screen-for.ts';
import { DashboardScreen } from './DashboardScreen.tsx';
import { KeychainScreen } from './KeychainScreen.tsx';
import { RestoringScreen } from './RestoringScreen.tsx';
import { SignInScreen } from './SignInScreen.tsx';
import { SignUpScreen } from './SignUpScreen.tsx';
import { SplashScreen } from './SplashScreen.tsx';

/** Draws the one screen that follows from the session's state and the user's wish. */
export function CurrentScreen() {
  const auth = useAppState((state) => state.auth);
  const wish = useAppState((state) => state.wish);
  const screen = screenFor(auth, wish);
  switch (screen.name) {
    case 'splash':
      return <SplashScreen isWaitingForKeychain={screen.auth.isWaitingForKeychain} />;
    case 'sign-in':
      return <SignInScreen auth={screen.auth} />;
    case 'sign-up':
      return <SignUpScreen />;
    case 'keychain':
      return <KeychainScreen problem={screen.auth.problem} />;
    case 'restoring':
      return <RestoringScreen link={screen.auth.link} />;
    case 'dashboard': {
      const { user, link, storage } = screen.auth;
      return <DashboardScreen user={user} link={link} storage={storage} />;
    }
  }
}

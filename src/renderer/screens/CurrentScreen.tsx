import { lazy, Suspense } from 'react';
import { loadForm } from '../forms/load-form.ts';
import { useAppState } from '../store/app-context.ts';
import { screenFor } from '../store/screen-for.ts';
import { useAuth } from '../store/use-auth.ts';
import { DashboardScreen } from './DashboardScreen.tsx';
import { KeychainScreen } from './KeychainScreen.tsx';
import { RestoringScreen } from './RestoringScreen.tsx';
import { SplashScreen } from './SplashScreen.tsx';

const SignInScreen = lazy(async () => {
  const form = await loadForm(() => import('./SignInScreen.tsx'));
  return { default: form.SignInScreen };
});
const SignUpScreen = lazy(async () => {
  const form = await loadForm(() => import('./SignUpScreen.tsx'));
  return { default: form.SignUpScreen };
});

/** Draws the one screen that follows from the session's state and the user's wish. */
export function CurrentScreen() {
  return (
    <Suspense fallback={<SplashScreen isWaitingForKeychain={false} />}>
      <Screen />
    </Suspense>
  );
}

function Screen() {
  const { state } = useAuth();
  const wish = useAppState((app) => app.wish);
  const locked = useAppState((app) => app.locked);
  const screen = screenFor(state, wish, locked);
  switch (screen.name) {
    case 'splash':
      return <SplashScreen isWaitingForKeychain={screen.auth.isWaitingForKeychain} />;
    case 'sign-in':
      return <SignInScreen auth={screen.auth} />;
    case 'sign-up':
      return <SignUpScreen />;
    case 'keychain':
      return <KeychainScreen problem={screen.auth.problem} isRetrying={screen.isRetrying} />;
    case 'restoring':
      return <RestoringScreen link={screen.auth.link} />;
    case 'dashboard': {
      const { user, link, storage } = screen.auth;
      return <DashboardScreen user={user} link={link} storage={storage} />;
    }
  }
}

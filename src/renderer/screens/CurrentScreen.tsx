import { Activity, lazy, Suspense } from 'react';
import { loadForm } from '../forms/load-form.ts';
import { useAppState } from '../store/app-context.ts';
import { screenFor } from '../store/screen-for.ts';
import { useAuth } from '../store/use-auth.ts';
import { DashboardScreen } from './DashboardScreen.tsx';
import { RestoringScreen } from './RestoringScreen.tsx';
import { SplashScreen } from './SplashScreen.tsx';

// Loaded when shown: a start with a session goes straight to the dashboard.
const KeychainScreen = lazy(async () => {
  const { KeychainScreen: screen } = await import('./KeychainScreen.tsx');
  return { default: screen };
});
const SignInScreen = lazy(async () => {
  const { SignInScreen: screen } = await import('./SignInScreen.tsx');
  return { default: screen };
});
const SignUpScreen = lazy(async () => {
  const form = await loadForm(() => import('./SignUpScreen.tsx'));
  return { default: form.SignUpScreen };
});
const ForgotPasswordScreen = lazy(async () => {
  const form = await loadForm(() => import('./ForgotPasswordScreen.tsx'));
  return { default: form.ForgotPasswordScreen };
});
const AccountScreen = lazy(async () => {
  const form = await loadForm(() => import('./AccountScreen.tsx'));
  return { default: form.AccountScreen };
});
const NewPasswordScreen = lazy(async () => {
  const form = await loadForm(() => import('./NewPasswordScreen.tsx'));
  return { default: form.NewPasswordScreen };
});

/**
 * Draws the one screen that follows from the session's state and the user's choice. The screen of a
 * link for a new password is drawn above it, so that what was typed is kept.
 */
export function CurrentScreen() {
  const reset = useAppState((app) => app.passwordReset.kind);
  const isLinkOpen = reset === 'link-open' || reset === 'link-refused';
  return (
    <>
      {isLinkOpen && (
        <Suspense fallback={<Opening />}>
          <NewPasswordScreen isRefused={reset === 'link-refused'} />
        </Suspense>
      )}
      <Activity mode={isLinkOpen ? 'hidden' : 'visible'}>
        <Suspense fallback={isLinkOpen ? null : <Opening />}>
          <Screen />
        </Suspense>
      </Activity>
    </>
  );
}

function Opening() {
  return <SplashScreen isWaitingForKeychain={false} />;
}

function Screen() {
  const { state } = useAuth();
  const wish = useAppState((app) => app.wish);
  const locked = useAppState((app) => app.locked);
  const isAccountOpen = useAppState((app) => app.isAccountOpen);
  const screen = screenFor(state, wish, locked);
  switch (screen.name) {
    case 'splash':
      return <SplashScreen isWaitingForKeychain={screen.auth.isWaitingForKeychain} />;
    case 'sign-in':
      return <SignInScreen auth={screen.auth} />;
    case 'sign-up':
      return <SignUpScreen />;
    case 'forgot-password':
      return <ForgotPasswordScreen auth={screen.auth} />;
    case 'keychain':
      return <KeychainScreen problem={screen.auth.problem} isRetrying={screen.isRetrying} />;
    case 'restoring':
      return <RestoringScreen link={screen.auth.link} />;
    case 'dashboard': {
      const { user, link, storage } = screen.auth;
      return isAccountOpen ? (
        <AccountScreen user={user} link={link} />
      ) : (
        <DashboardScreen user={user} link={link} storage={storage} />
      );
    }
  }
}

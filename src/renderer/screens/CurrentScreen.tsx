import { Activity, lazy, useDeferredValue, useMemo } from 'react';
import { loadForm } from '../forms/load-form.ts';
import { useAppState } from '../store/app-context.ts';
import { screenFor } from '../store/screen-for.ts';
import { useAuth } from '../store/use-auth.ts';
import { SplashScreen } from './SplashScreen.tsx';
import { loadScreen } from './screen-modules.ts';

const SessionScreen = lazy(loadScreen.dashboard);
const KeychainScreen = lazy(loadScreen.keychain);
const SignInScreen = lazy(loadScreen['sign-in']);
const SignUpScreen = lazy(loadScreen['sign-up']);
const ForgotPasswordScreen = lazy(loadScreen['forgot-password']);
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
 * link for a new password is drawn above it, so that what was typed is kept. All of it is deferred,
 * so that a screen stays until the next one has loaded.
 */
export function CurrentScreen() {
  const reset = useDeferredValue(useAppState((app) => app.passwordReset.kind));
  const isLinkOpen = reset === 'link-open' || reset === 'link-refused';
  return (
    <>
      {isLinkOpen && <NewPasswordScreen isRefused={reset === 'link-refused'} />}
      <Activity mode={isLinkOpen ? 'hidden' : 'visible'}>
        <Screen />
      </Activity>
    </>
  );
}

function Screen() {
  const { state } = useAuth();
  const wish = useAppState((app) => app.wish);
  const locked = useAppState((app) => app.locked);
  const isAccountWanted = useAppState((app) => app.isAccountOpen);
  const screen = useDeferredValue(
    useMemo(() => screenFor(state, wish, locked), [state, wish, locked]),
  );
  const isAccountOpen = useDeferredValue(isAccountWanted);
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
      return <SessionScreen screen={screen} />;
    case 'dashboard':
      return isAccountOpen ? (
        <AccountScreen user={screen.auth.user} link={screen.auth.link} />
      ) : (
        <SessionScreen screen={screen} />
      );
  }
}

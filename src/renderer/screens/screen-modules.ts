import { loadForm } from '../forms/load-form.ts';
import type { RendererState } from '../store/renderer-store.ts';
import { type Screen, screenFor } from '../store/screen-for.ts';

const loadSession = async () => ({ default: (await import('./SessionScreen.tsx')).SessionScreen });

/** Loads a screen, for `lazy`. A start loads its first screen only. */
export const loadScreen = {
  'sign-in': async () => ({ default: (await import('./SignInScreen.tsx')).SignInScreen }),
  'sign-up': async () => ({
    default: (await loadForm(() => import('./SignUpScreen.tsx'))).SignUpScreen,
  }),
  'forgot-password': async () => ({
    default: (await loadForm(() => import('./ForgotPasswordScreen.tsx'))).ForgotPasswordScreen,
  }),
  keychain: async () => ({ default: (await import('./KeychainScreen.tsx')).KeychainScreen }),
  restoring: loadSession,
  dashboard: loadSession,
} as const satisfies Record<Exclude<Screen['name'], 'splash'>, () => Promise<unknown>>;

/** Loads the screen that the state asks for, before it is drawn. */
export function preloadScreen({ auth, wish, locked }: RendererState): void {
  const { name } = screenFor(auth, wish, locked);
  if (name !== 'splash') {
    void loadScreen[name]();
  }
}

import type { Bridge } from '@mytone/shared/bridge.ts';
import type { i18n } from 'i18next';
import { useLayoutEffect, useMemo } from 'react';
import { I18nextProvider } from 'react-i18next';
import { useStore } from 'zustand';
import { FaultBar } from './components/FaultBar.tsx';
import { ScreenBoundary } from './components/ScreenBoundary.tsx';
import { CurrentScreen } from './screens/CurrentScreen.tsx';
import { AppContext } from './store/app-context.ts';
import type { RendererStore } from './store/renderer-store.ts';

interface AppProps {
  readonly bridge: Bridge;
  readonly store: RendererStore;
  readonly i18n: i18n;
}

/** The whole page: a picture of the store, in the user's language. */
export function App({ bridge, store, i18n }: AppProps) {
  const services = useMemo(() => ({ bridge, store }), [bridge, store]);
  const language = useStore(store, (state) => state.preferences?.language);
  const hasFault = useStore(store, (state) => state.fault !== null);

  // Before the paint, so that no screen is seen in another language first.
  useLayoutEffect(() => {
    if (language === undefined) return;
    document.documentElement.lang = language;
    void i18n.changeLanguage(language);
  }, [i18n, language]);

  // Main answers at once; until then there is no language to speak.
  if (language === undefined && !hasFault) return null;
  return (
    <I18nextProvider i18n={i18n}>
      <AppContext value={services}>
        <ScreenBoundary>
          <FaultBar />
          <CurrentScreen />
        </ScreenBoundary>
      </AppContext>
    </I18nextProvider>
  );
}

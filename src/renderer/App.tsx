import type { Bridge } from '@mytone/shared/bridge/bridge.ts';
import { lazy, Suspense, useMemo } from 'react';
import { FaultBar } from './components/features/frame/FaultBar.tsx';
import { ScreenBoundary } from './components/features/frame/ScreenBoundary.tsx';
import { ProxyDialog } from './components/features/proxy/ProxyDialog.tsx';
import { UpdateBar } from './components/features/updates/UpdateBar.tsx';
import { SpeechContext } from './i18n/speech.ts';
import { CurrentScreen } from './screens/CurrentScreen.tsx';
import { AppContext, useAppState } from './store/app-context.ts';
import type { RendererStore } from './store/renderer-store.ts';
import { useSpokenLanguage } from './store/use-spoken-language.ts';

const LanguageQuestion = lazy(async () => {
  const question = await import('./components/features/settings/LanguageQuestion.tsx');
  return { default: question.LanguageQuestion };
});
const SettingsScreen = lazy(async () => {
  const { SettingsScreen: screen } = await import('./screens/SettingsScreen.tsx');
  return { default: screen };
});

interface AppProps {
  readonly bridge: Bridge;
  readonly store: RendererStore;
}

/** The whole page, drawn from the store in the user's language. */
export function App({ bridge, store }: AppProps) {
  const services = useMemo(() => ({ bridge, store }), [bridge, store]);
  const speech = useSpokenLanguage(store);

  // Main answers within milliseconds; until then the language is not known. The boundary is there
  // before the first screen, so that React waits for its code: a boundary that appears with it would
  // show a fallback, which React keeps for 300 ms.
  return (
    <Suspense>
      {speech && (
        <SpeechContext value={speech}>
          <AppContext value={services}>
            <ScreenBoundary>
              <CurrentScreen />
              <Above />
              <ProxyDialog />
              <UpdateBar />
            </ScreenBoundary>
          </AppContext>
        </SpeechContext>
      )}
    </Suspense>
  );
}

/** What is drawn above the screen, which keeps its state. */
function Above() {
  const section = useAppState(({ settings }) => settings);
  const asksForLanguage = useAppState(({ appInfo }) => appInfo?.asksForLanguage ?? false);
  if (section === null) {
    return (
      <>
        <FaultBar />
        <Suspense>{asksForLanguage && <LanguageQuestion />}</Suspense>
      </>
    );
  }
  return (
    <Suspense>
      <SettingsScreen section={section} />
    </Suspense>
  );
}

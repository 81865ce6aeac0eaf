import { defaultLanguage, languages } from '@mytone/shared/languages.ts';
import { themes } from '@mytone/shared/themes.ts';
import { createRoot, type Root } from 'react-dom/client';
import { App } from '../../src/renderer/App.tsx';
import { connectStore } from '../../src/renderer/store/connect-store.ts';
import { createRendererStore } from '../../src/renderer/store/renderer-store.ts';
import { createFakeBridge, type FakeBridge } from './fake-bridge.ts';
import type { SceneLook } from './gallery-window.ts';
import { appInfo, type Scene, type SceneName, scenes } from './scenes.ts';
import { submitForm, untilDrawn } from './until-drawn.ts';
import '../../src/renderer/styles/index.css';

let root: Root | undefined;
let disconnect = () => {};

function bridgeOf(scene: Scene, { language, theme, locale }: SceneLook): FakeBridge {
  return createFakeBridge({
    auth: scene.auth,
    ...(scene.accountOffer && { accountOffer: scene.accountOffer, sessions: scene.sessions ?? [] }),
    ...(scene.passwordReset && { passwordReset: scene.passwordReset }),
    preferences: { language, theme, zoom: 100 },
    appInfo: { ...appInfo, systemLocale: locale, ...scene.appInfo },
    proxyQuestion: scene.proxyQuestion ?? null,
    answers: scene.answers ?? {},
    ...(scene.update && { update: scene.update }),
  });
}

function findPlace(): HTMLElement {
  const place = document.getElementById('root');
  if (place === null) {
    throw new Error('scene.html has no #root');
  }
  return place;
}

/** Draws a scene in place of the one before, with nothing of it left but the loaded modules. */
async function showScene(name: SceneName, look: SceneLook): Promise<void> {
  const scene: Scene = scenes[name];
  disconnect();
  root?.unmount();
  const fake = bridgeOf(scene, look);
  window.scene = fake;
  // Main does this with nativeTheme.
  document.documentElement.style.colorScheme = look.theme === 'system' ? '' : look.theme;
  const store = createRendererStore();
  store.setState({
    wish: scene.wish ?? null,
    isAccountOpen: scene.isAccountOpen ?? false,
    settings: scene.settings ?? null,
  });
  disconnect = connectStore(fake.bridge, store);
  root = createRoot(findPlace());
  root.render(<App bridge={fake.bridge} store={store} />);
  await untilDrawn(scene);
  if (scene.isSubmitted) {
    const isRefused = Object.values(scene.answers ?? {}).some(
      (answer) => typeof answer === 'object',
    );
    await submitForm(scene.typed ?? {}, fake.calls, isRefused);
  }
}

function isSceneName(name: string): name is SceneName {
  return name in scenes;
}

const query = new URLSearchParams(location.search);
const language = languages.find((each) => each === query.get('language')) ?? defaultLanguage;
window.showScene = showScene;
const first = query.get('scene') ?? 'sign-in';
if (!isSceneName(first)) {
  throw new Error(`There is no scene "${first}"`);
}
window.firstScene = showScene(first, {
  language,
  theme: themes.find((each) => each === query.get('theme')) ?? 'system',
  locale: query.get('locale') ?? language,
});

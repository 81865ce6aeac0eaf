import { defaultLanguage, languages } from '@mytone/shared/languages.ts';
import { themes } from '@mytone/shared/themes.ts';
import { createRoot } from 'react-dom/client';
import { App } from '../../src/renderer/App.tsx';
import { connectStore } from '../../src/renderer/store/connect-store.ts';
import { createRendererStore } from '../../src/renderer/store/renderer-store.ts';
import { createFakeBridge } from './fake-bridge.ts';
import { appInfo, type Scene, scenes } from './scenes.ts';
import '../../src/renderer/styles/index.css';

const query = new URLSearchParams(location.search);
const name = query.get('scene') ?? 'sign-in';
const scene: Scene | undefined = Object.entries(scenes).find(([known]) => known === name)?.[1];
if (scene === undefined) {
  throw new Error(`There is no scene "${name}"`);
}
const language = languages.find((each) => each === query.get('language')) ?? defaultLanguage;
const theme = themes.find((each) => each === query.get('theme')) ?? 'system';

const fake = createFakeBridge({
  auth: scene.auth,
  ...(scene.accountOffer && { accountOffer: scene.accountOffer, sessions: scene.sessions ?? [] }),
  ...(scene.passwordReset && { passwordReset: scene.passwordReset }),
  preferences: { language, theme, zoom: 100 },
  appInfo: { ...appInfo, systemLocale: query.get('locale') ?? language, ...scene.appInfo },
  proxyQuestion: scene.proxyQuestion ?? null,
  answers: scene.answers ?? {},
  ...(scene.update && { update: scene.update }),
});
window.scene = fake;
// Main does this with nativeTheme.
if (theme !== 'system') {
  document.documentElement.style.colorScheme = theme;
}

const store = createRendererStore();
store.setState({
  wish: scene.wish ?? null,
  isAccountOpen: scene.isAccountOpen ?? false,
  settings: scene.settings ?? null,
});
connectStore(fake.bridge, store);
const root = document.getElementById('root');
if (root === null) {
  throw new Error('scene.html has no #root');
}
createRoot(root).render(<App bridge={fake.bridge} store={store} />);
if (scene.isSubmitted) {
  void fillAndSubmit(scene.typed ?? {});
}

/** Types without events and submits, as some password managers do. */
async function fillAndSubmit(typed: Readonly<Record<string, string>>): Promise<void> {
  const form = await untilThere('form');
  for (const input of form.querySelectorAll('input')) {
    input.value = typed[input.name] ?? '';
  }
  form.requestSubmit();
}

async function untilThere<Name extends keyof HTMLElementTagNameMap>(
  tag: Name,
): Promise<HTMLElementTagNameMap[Name]> {
  for (;;) {
    const found = document.querySelector(tag);
    if (found !== null) {
      return found;
    }
    await new Promise(requestAnimationFrame);
  }
}

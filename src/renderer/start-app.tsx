import type { Bridge } from '@mytone/shared/bridge/bridge.ts';
import { createRoot } from 'react-dom/client';
import { App } from './App.tsx';
import { preloadScreen } from './screens/screen-modules.ts';
import { connectStore } from './store/connect-store.ts';
import { createRendererStore } from './store/renderer-store.ts';
import './styles/index.css';

/** Connects a store to the bridge and draws the application into `root`. */
export function startApp(bridge: Bridge, root: Element): void {
  const store = createRendererStore();
  store.subscribe(preloadScreen);
  connectStore(bridge, store);
  createRoot(root).render(<App bridge={bridge} store={store} />);
}

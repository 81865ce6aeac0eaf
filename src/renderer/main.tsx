import type { Bridge } from '@mytone/shared/bridge/bridge.ts';
import { startApp } from './start-app.tsx';

declare global {
  interface Window {
    /** Set by the preload. */
    readonly mytone: Bridge;
  }
}

const root = document.getElementById('root');
if (root === null) {
  throw new Error('index.html has no #root');
}
startApp(window.mytone, root);

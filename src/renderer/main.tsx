import type { Bridge } from '@mytone/shared/bridge.ts';
import { config } from 'zod/mini';

declare global {
  interface Window {
    /** Put there by the preload. */
    readonly mytone: Bridge;
  }
}

// The page may not evaluate strings. Zod tries to as soon as a schema is made, so this comes
// before the first module that makes one.
config({ jitless: true });

const { startApp } = await import('./start-app.tsx');
const root = document.getElementById('root');
if (root === null) throw new Error('index.html has no #root');
startApp(window.mytone, root);

import type { Bridge } from '@mytone/shared/bridge.ts';

declare global {
  interface Window {
    readonly mytone: Bridge;
  }
}

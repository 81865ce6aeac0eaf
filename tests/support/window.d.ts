import type { Bridge } from '@mytone/shared/bridge/bridge.ts';

declare global {
  interface Window {
    readonly mytone: Bridge;
  }
}

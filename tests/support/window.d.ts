import type { Bridge } from '@mytone/shared/bridge/bridge.ts';
import type { FakeBridge } from '../../tools/gallery/fake-bridge.ts';

declare global {
  interface Window {
    readonly mytone: Bridge;
    /** Main's part of a scene of the gallery; the application has none. */
    scene: FakeBridge;
  }
}

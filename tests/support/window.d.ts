import type { Bridge } from '@mytone/shared/bridge/bridge.ts';
import type { FakeBridge } from '../../tools/gallery/fake-bridge.ts';

declare global {
  interface Window {
    readonly mytone: Bridge;
    /** The part of main in a scene of the gallery; not there in the application. */
    scene: FakeBridge;
  }
}

import type { FakeBridge } from './fake-bridge.ts';

declare global {
  interface Window {
    /** Main's part of the scene. */
    scene: FakeBridge;
  }
}

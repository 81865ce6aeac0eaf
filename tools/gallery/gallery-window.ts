import type { Language } from '@mytone/shared/languages.ts';
import type { Theme } from '@mytone/shared/themes.ts';
import type { FakeBridge } from './fake-bridge.ts';
import type { SceneName } from './scenes.ts';

/** How a scene is drawn. */
export interface SceneLook {
  readonly language: Language;
  readonly theme: Theme;
  /** The system's locale. */
  readonly locale: string;
}

declare global {
  /** What scene.html offers to the specs. */
  interface Window {
    /** Main's part of the scene. */
    scene: FakeBridge;
    /** Draws another scene; resolves when it is drawn. */
    showScene: (name: SceneName, look: SceneLook) => Promise<void>;
    /** Resolves when the scene that the address names is drawn. */
    firstScene: Promise<void>;
  }
}

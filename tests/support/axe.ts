import { AxeBuilder } from '@axe-core/playwright';
import { type Language, languages } from '@mytone/shared/languages.ts';
import type { Page } from 'playwright/test';
import type { SceneName } from '../../tools/gallery/scenes.ts';

declare global {
  interface Window {
    /** Of axe-core, as `AxeBuilder` puts it there. */
    axe: {
      run(options: object): Promise<{ violations: { id: string; nodes: { html: string }[] }[] }>;
    };
  }
}

/** One way to look at a scene. */
export interface Look {
  readonly language: Language;
  readonly theme: 'light' | 'dark';
}

/** Every language, half of them light and half dark; the next scene has them the other way round. */
export function alternateLooks(index: number): readonly Look[] {
  return languages.map((language, place) => ({
    language,
    theme: (index + place) % 2 === 0 ? 'light' : 'dark',
  }));
}

/** What axe finds in each scene, one line a fault. `looksAt` is given the scene's index. */
export async function findViolations(
  fixtures: { readonly open: (name: SceneName) => Promise<Page>; readonly page: Page },
  names: readonly SceneName[],
  looksAt: (index: number) => readonly Look[],
): Promise<string[]> {
  // Colours change at once.
  await fixtures.page.emulateMedia({ reducedMotion: 'reduce' });
  const found: string[] = [];
  for (const [index, name] of names.entries()) {
    const page = await fixtures.open(name);
    if (index === 0) {
      // Puts axe into the page, where it stays.
      await new AxeBuilder({ page }).setLegacyMode().withRules('html-has-lang').analyze();
    }
    for (const look of looksAt(index)) {
      const violations = await page.evaluate(runAxe, look);
      found.push(
        ...violations.map((violation) => `${name} ${look.language} ${look.theme}, ${violation}`),
      );
    }
  }
  return found;
}

/** Runs in the page. */
async function runAxe({ language, theme }: Look): Promise<string[]> {
  const tag = language === 'zh' ? 'zh-Hans' : language;
  const root = document.documentElement;
  root.style.colorScheme = theme;
  await window.scene.bridge.setPreferences({ language, theme, zoom: 100 });
  while (root.lang !== tag) {
    await new Promise(requestAnimationFrame);
  }
  await new Promise(requestAnimationFrame);
  const { violations } = await window.axe.run({ resultTypes: ['violations'], selectors: false });
  return violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`);
}

import { AxeBuilder } from '@axe-core/playwright';
import type { Language } from '@mytone/shared/languages.ts';
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
  readonly hasColours: boolean;
}

/** Colours are the theme's, whatever the language: English is looked at in both. */
export const colourLooks: readonly Look[] = [
  { language: 'en', theme: 'light', hasColours: true },
  { language: 'en', theme: 'dark', hasColours: true },
];

/** Everything but the colours. */
export function structureLook(language: Language): Look {
  return { language, theme: 'light', hasColours: false };
}

/** What axe finds in each scene, one line a fault. */
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
      const violations = await page.evaluate(async ({ language, theme, hasColours }) => {
        await window.scene.bridge.setPreferences({ language, theme, zoom: 100 });
        document.documentElement.style.colorScheme = theme;
        const tag = language === 'zh' ? 'zh-Hans' : language;
        while (document.documentElement.lang !== tag) {
          await new Promise(requestAnimationFrame);
        }
        await new Promise(requestAnimationFrame);
        const rules = { 'color-contrast': { enabled: hasColours } };
        const result = await window.axe.run({ rules, resultTypes: ['violations'] });
        return result.violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`);
      }, look);
      found.push(...violations.map((violation) => `${name} ${look.language}: ${violation}`));
    }
  }
  return found;
}

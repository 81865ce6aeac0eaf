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

/** What axe finds in each scene, in every language and both themes; one line a fault. */
export async function findViolations(
  fixtures: { readonly open: (name: SceneName) => Promise<Page>; readonly page: Page },
  names: readonly SceneName[],
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
    for (const language of languages) {
      const violations = await page.evaluate(lookInBothThemes, language);
      found.push(...violations.map((violation) => `${name} ${language}, ${violation}`));
    }
  }
  return found;
}

/** Runs in the page. */
async function lookInBothThemes(language: Language): Promise<string[]> {
  const tag = language === 'zh' ? 'zh-Hans' : language;
  const root = document.documentElement;
  root.style.colorScheme = 'light';
  await window.scene.bridge.setPreferences({ language, theme: 'light', zoom: 100 });
  while (root.lang !== tag) {
    await new Promise(requestAnimationFrame);
  }
  await new Promise(requestAnimationFrame);
  const options = { resultTypes: ['violations'], selectors: false };
  const light = await window.axe.run(options);
  // A theme changes nothing but the colours.
  root.style.colorScheme = 'dark';
  const dark = await window.axe.run({ ...options, runOnly: ['color-contrast'] });
  return Object.entries({ light, dark }).flatMap(([theme, { violations }]) =>
    violations.map(({ id, nodes }) => `${theme}, ${id}: ${nodes[0]?.html}`),
  );
}

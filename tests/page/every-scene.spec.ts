import { AxeBuilder } from '@axe-core/playwright';
import { type Language, languages } from '@mytone/shared/languages.ts';
import { expect, type Page } from 'playwright/test';
import { languageNames } from '../../src/renderer/i18n/language-names.ts';
import { fr } from '../../src/renderer/i18n/languages/fr.ts';
import { fr as settings } from '../../src/renderer/i18n/settings/fr.ts';
import { traditionalChinese } from '../../src/renderer/i18n/traditional-chinese.ts';
import { appInfo, type Scene, type SceneName, scenes } from '../../tools/gallery/scenes.ts';
import { test } from './scene.ts';

declare global {
  interface Window {
    /** Of axe-core, as `AxeBuilder` puts it there. */
    axe: {
      run(options: object): Promise<{ violations: { id: string; nodes: { html: string }[] }[] }>;
    };
  }
}

// Many scenes in one test: no limit that a busy machine could miss.
test.setTimeout(900_000);

const names = Object.keys(scenes) as SceneName[];

/** Every text in a table, or in the data of a scene. */
function textsOf(value: unknown): string[] {
  if (typeof value === 'string') {
    return [value];
  }
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(textsOf) : [];
}

/** Matches a text of a table, whatever its placeholders stand for. */
function patternOf(text: string): RegExp {
  const parts = text
    .split(/\{\{\w+\}\}/)
    .map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'));
  return new RegExp(`^${parts.join('.+')}$`);
}

const tables = textsOf({ fr, settings, traditionalChinese }).map(patternOf);

/** Names and figures are in no table: those of the person, of this copy, and numbers. */
const data = new Set([
  ...textsOf(languageNames),
  ...textsOf(appInfo),
  ...Object.values<Scene>(scenes).flatMap(({ auth }) =>
    auth.kind === 'signed-in' ? textsOf(auth.user) : [],
  ),
  'MyTone',
]);
const figures = /^[\p{P}\p{S}\p{N}\s]*$/u;

const isKnown = (text: string) =>
  data.has(text) || figures.test(text) || tables.some((pattern) => pattern.test(text));

/** Sentences follow each other, and an addition stands in brackets. */
function isMadeOfKnown(text: string): boolean {
  const bare = text.replace(/^\((.+)\)$/, '$1');
  const ends = [...bare.matchAll(/\. /g)].map(({ index }) => index + 1);
  return (
    isKnown(bare) ||
    ends.some((end) => isKnown(bare.slice(0, end)) && isMadeOfKnown(bare.slice(end + 1)))
  );
}

/** What is drawn, read aloud or shown as a tooltip, apart from dates, people's names and the texts of licences. */
function readTexts(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const texts: string[] = [];
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) {
      if (node.parentElement?.closest('script, style, time, bdi, .licenses') === null) {
        texts.push(node.textContent ?? '');
      }
    }
    for (const name of ['aria-label', 'title', 'placeholder', 'alt']) {
      for (const element of document.querySelectorAll(`[${name}]:not(time)`)) {
        texts.push(element.getAttribute(name) ?? '');
      }
    }
    return texts.map((text) => text.trim());
  });
}

test('every text on every screen comes from the tables', async ({ open, page }) => {
  const strange: string[] = [];
  for (const name of names) {
    await open(name, { language: 'fr' });
    for (const text of await readTexts(page)) {
      if (!isMadeOfKnown(text)) {
        strange.push(`${name}: ${text}`);
      }
    }
  }
  expect(strange).toEqual([]);
});

interface Look {
  readonly language: Language;
  readonly theme: 'light' | 'dark';
  readonly hasColours: boolean;
}

/** Colours are the theme's, whatever the language: English is looked at in both, the others once. */
const looks: readonly Look[] = [
  { language: 'en', theme: 'light', hasColours: true },
  { language: 'en', theme: 'dark', hasColours: true },
  ...languages
    .filter((language) => language !== 'en')
    .map((language) => ({ language, theme: 'light', hasColours: false }) as const),
];

test('axe finds nothing in any scene, in two themes and six languages', async ({
  open,
  page: bare,
}) => {
  // Colours change at once.
  await bare.emulateMedia({ reducedMotion: 'reduce' });
  const found: string[] = [];
  for (const name of names) {
    const page = await open(name);
    // Puts axe into the page, where it stays.
    await new AxeBuilder({ page }).setLegacyMode().withRules('html-has-lang').analyze();
    for (const look of looks) {
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
  expect(found).toEqual([]);
});

import { languages } from '@mytone/shared/languages.ts';
import { expect } from 'playwright/test';
import { type SceneName, scenes } from '../../tools/gallery/scenes.ts';
import { colourLooks, findViolations, structureLook } from '../page/axe.ts';
import { test } from '../page/scene.ts';

// Many scenes in one test: no limit that a busy machine could miss.
test.setTimeout(900_000);

const names = Object.keys(scenes) as SceneName[];

for (const language of languages) {
  test(`axe finds nothing in any scene in the language ${language}`, async ({ open, page }) => {
    const looks = language === 'en' ? colourLooks : [structureLook(language)];
    expect(await findViolations({ open, page }, names, () => looks)).toEqual([]);
  });
}

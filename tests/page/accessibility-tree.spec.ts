import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { expect } from 'playwright/test';
import { type SceneName, scenes } from '../../tools/gallery/scenes.ts';
import { ownWindowTest, test } from './scene.ts';

// Many scenes in one test: no limit that a busy machine could miss.
test.setTimeout(900_000);

const looks = [
  { language: 'en', names: Object.keys(scenes) as SceneName[] },
  // The words of a language are compared elsewhere: these show where they end up.
  { language: 'fr', names: ['sign-in-refused', 'sign-up-problems', 'dashboard', 'settings'] },
] as const;

const fileOf = (scene: SceneName, language: string) => `${scene}-${language}.aria.yml`;

for (const { language, names } of looks) {
  ownWindowTest(
    `a screen reader finds the same on each screen as before (${language})`,
    async ({ open, page }) => {
      await page.clock.setFixedTime(new Date('2026-11-27T12:00:00Z'));
      for (const scene of names) {
        await open(scene, { language });
        const name = fileOf(scene, language);
        await expect.soft(page.locator('html')).toMatchAriaSnapshot({ name });
      }
    },
  );
}

test('every stored accessibility tree belongs to a scene', async () => {
  const expected = looks.flatMap(({ language, names }) =>
    names.map((scene) => fileOf(scene, language)),
  );
  const found = await readdir(join(import.meta.dirname, 'accessibility-trees'));
  expect(found.toSorted()).toEqual(expected.toSorted());
});

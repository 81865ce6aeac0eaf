import { copyFile, mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import process from 'node:process';
import { expect } from 'playwright/test';
import type { SceneName } from '../../tools/gallery/scenes.ts';
import { ownWindowTest as test } from '../page/scene.ts';
import { root } from '../support/project.ts';

// Many pictures in one test: no limit that a busy machine could miss.
test.setTimeout(900_000);

const sizes = [
  { width: 480, height: 700 },
  { width: 1100, height: 720 },
  { width: 1920, height: 1080 },
] as const;

/** Chinese is left out: its letters come from the fonts of the system, which differ. */
const looks = [
  { language: 'fr', theme: 'dark', sizes },
  { language: 'en', theme: 'light', sizes },
  // The longest words, where there is the least room for them.
  { language: 'de', theme: 'dark', sizes: [sizes[0]] },
] as const;

/** What the README and the documents show, at this size. */
const shown = sizes[1];

const chosen: readonly SceneName[] = [
  'splash-waiting',
  'sign-in',
  'sign-in-expired',
  'sign-in-refused',
  'sign-up',
  'keychain',
  'restoring-offline',
  'dashboard',
  'dashboard-offline',
  'dashboard-long-name',
  'settings',
  'settings-shortcuts',
  'settings-log',
  'settings-about',
];

const folder = join(root, 'docs', 'screenshots');
const isUpdate = process.env['VISUAL_UPDATE'] === '1';

for (const { language, theme, sizes: widths } of looks) {
  test(`every chosen screen looks as before, in ${language}, ${theme}`, async ({ open, page }) => {
    await page.clock.setFixedTime(new Date('2026-11-27T12:00:00Z'));
    for (const scene of chosen) {
      for (const size of widths) {
        await page.setViewportSize(size);
        await open(scene, { language, theme });
        await page.mouse.move(0, 0);
        const name = [scene, `${language}-${theme}-${size.width}.png`];
        await expect.soft(page).toHaveScreenshot(name);
        if (isUpdate && size === shown) {
          await mkdir(folder, { recursive: true });
          const picture = join(import.meta.dirname, 'pictures', ...name);
          await copyFile(picture, join(folder, `${scene}-${language}-${theme}.png`));
        }
      }
    }
  });
}

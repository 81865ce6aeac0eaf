import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, type Page } from 'playwright/test';
import type { Words } from '../../src/renderer/i18n/words.ts';
import { wordsOf } from '../../src/renderer/i18n/words-of.ts';
import type { SceneName } from '../../tools/gallery/scenes.ts';
import { test } from '../page/scene.ts';
import { root } from '../support/project.ts';
import { createScreens } from '../support/screens.ts';

const folder = join(root, 'docs', 'screenshots');
const size = { width: 1100, height: 720 };

interface Picture {
  readonly scene: SceneName;
  /** What is done to the scene, and waited for, before the picture. */
  readonly prepare?: (page: Page, words: Words) => Promise<void>;
}

const pictures: Readonly<Record<string, Picture>> = {
  'sign-in': { scene: 'sign-in' },
  'sign-in-refused': {
    scene: 'sign-in-refused',
    prepare: async (page, words) => {
      await expect(createScreens(page, words).alert).toBeVisible();
    },
  },
  'signed-out': { scene: 'sign-in-expired' },
  'sign-up': { scene: 'sign-up' },
  'sign-up-problems': {
    scene: 'sign-up-problems',
    prepare: async (page, words) => {
      await expect(page.getByText(words.emailInvalid)).toBeVisible();
    },
  },
  dashboard: { scene: 'dashboard' },
  'dashboard-offline': { scene: 'dashboard-offline' },
  settings: { scene: 'settings' },
  'session-log': { scene: 'settings-log' },
  restoring: { scene: 'restoring-offline' },
  keychain: { scene: 'keychain' },
  'waiting-for-keychain': { scene: 'splash-waiting' },
};

for (const language of ['fr', 'en'] as const) {
  for (const theme of ['light', 'dark'] as const) {
    test(`draws every screen in ${language}, ${theme}`, async ({ open, page }) => {
      await mkdir(folder, { recursive: true });
      await page.setViewportSize(size);
      for (const [name, { scene, prepare }] of Object.entries(pictures)) {
        await open(scene, { language, theme });
        await prepare?.(page, wordsOf[language]);
        await page.screenshot({
          path: join(folder, `${name}-${language}-${theme}.png`),
          animations: 'disabled',
          caret: 'hide',
        });
      }
    });
  }
}

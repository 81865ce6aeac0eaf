import process from 'node:process';
import type { Language } from '@mytone/shared/languages.ts';
import { test as base, type Page } from 'playwright/test';
import type { SceneLook } from '../../tools/gallery/gallery-window.ts';
import type { SceneName } from '../../tools/gallery/scenes.ts';
import { timezoneId } from './playwright.config.ts';

interface SceneOptions {
  readonly language?: Language;
  readonly theme?: 'light' | 'dark';
  /** The system's locale. */
  readonly locale?: string;
}

interface Fixtures {
  /**
   * Opens a scene of the gallery, in English unless told otherwise; resolves when it is drawn. The
   * first one of a test loads the page, the next ones are drawn in it: that takes a tenth of the time.
   */
  readonly open: (scene: SceneName, options?: SceneOptions) => Promise<Page>;
}

/**
 * Playwright's `test` on the gallery's scenes: the real page in Chromium, with a bridge of its own.
 * Each test has a window of its own, for what cannot be taken back: clocks, time zones, permissions.
 */
export const ownWindowTest = base.extend<Fixtures>({
  open: async ({ page }, use) => {
    let isLoaded = false;
    await use(async (scene, { language = 'en', theme = 'light', locale = language } = {}) => {
      const look: SceneLook = { language, theme, locale };
      if (isLoaded) {
        await page.evaluate(([name, as]) => window.showScene(name, as), [scene, look] as const);
      } else {
        const query = new URLSearchParams({ scene, ...look });
        await page.goto(`${process.env['GALLERY_URL']}scene.html?${query}`);
        await page.evaluate(() => window.firstScene);
        isLoaded = true;
      }
      return page;
    });
  },
});

const normal = {
  size: { width: 1280, height: 720 },
  media: { reducedMotion: null, forcedColors: null },
} as const;

/**
 * The same in a window that the tests of a worker share, because opening one takes longer than most
 * of them. Each test loads the page again and starts at the window's normal size and media.
 */
export const test = ownWindowTest.extend<{ page: Page }, { sharedPage: Page }>({
  sharedPage: [
    async ({ browser }, use) => {
      const page = await browser.newPage({ timezoneId });
      await use(page);
      await page.context().close();
    },
    { scope: 'worker' },
  ],
  page: async ({ sharedPage }, use) => {
    await sharedPage.setViewportSize(normal.size);
    await sharedPage.emulateMedia(normal.media);
    await sharedPage.mouse.move(0, 0);
    await use(sharedPage);
  },
});

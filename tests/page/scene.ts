import { readFile } from 'node:fs/promises';
import { extname, join } from 'node:path';
import type { Language } from '@mytone/shared/languages.ts';
import { test as base, type Page } from 'playwright/test';
import type { SceneLook } from '../../tools/gallery/gallery-window.ts';
import type { SceneName } from '../../tools/gallery/scenes.ts';
import { root } from '../support/project.ts';

const folder = join(root, 'node_modules/.cache/gallery');
const origin = 'http://gallery.test';
const types: Readonly<Record<string, string>> = {
  '.html': 'text/html',
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.woff2': 'font/woff2',
};

interface SceneOptions {
  readonly language?: Language;
  readonly theme?: 'light' | 'dark';
  /** The system's locale. */
  readonly locale?: string;
}

interface Fixtures {
  /**
   * Opens a scene of the gallery, in English unless told otherwise; resolves when it is drawn. The
   * first one loads the page, the next ones are drawn in it: that takes a tenth of the time.
   */
  readonly open: (scene: SceneName, options?: SceneOptions) => Promise<Page>;
}

/** Playwright's `test` on the gallery's scenes: the real page in Chromium, with a bridge of its own. */
export const test = base.extend<Fixtures>({
  open: async ({ page }, use) => {
    await page.route(`${origin}/**`, async (route) => {
      const { pathname } = new URL(route.request().url());
      const body = await readFile(join(folder, pathname));
      await route.fulfill({ body, contentType: types[extname(pathname)] ?? 'text/plain' });
    });
    await use(async (scene, { language = 'en', theme = 'light', locale = language } = {}) => {
      const look: SceneLook = { language, theme, locale };
      if (page.url().startsWith(origin)) {
        await page.evaluate(([name, as]) => window.showScene(name, as), [scene, look] as const);
      } else {
        await page.goto(`${origin}/scene.html?${new URLSearchParams({ scene, ...look })}`);
        await page.evaluate(() => window.firstScene);
      }
      return page;
    });
  },
});

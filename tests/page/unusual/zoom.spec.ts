import { expect, type Page } from 'playwright/test';
import { type SceneName, scenes } from '../../../tools/gallery/scenes.ts';
import { test } from '../scene.ts';

// Many scenes in one test: no limit that a busy machine could miss.
test.setTimeout(900_000);

/** The smallest window, at its own size and at 200 %. */
const smallest = [
  { width: 400, height: 560 },
  { width: 200, height: 280 },
] as const;

/** What the focus is on, if something else is drawn over the middle of it. */
function coveredFocus(page: Page): Promise<string | null> {
  return page.evaluate(() => {
    const focused = document.activeElement;
    if (!(focused instanceof HTMLElement) || focused === document.body) {
      return null;
    }
    const { left, top, width, height } = focused.getBoundingClientRect();
    const [x, y] = [left + width / 2, top + height / 2];
    const drawn = document.elementFromPoint(x, y);
    return focused.contains(drawn) ? null : focused.outerHTML.slice(0, 120);
  });
}

for (const scene of [
  'sign-in-traditional-chinese',
  'sign-in-update-failed',
  'dashboard-update',
  'dashboard-offline',
  'account',
] as const) {
  test(`nothing covers what has the focus in the smallest window, at 100 and 200 %: ${scene}`, async ({
    open,
    page,
  }) => {
    const covered: (string | null)[] = [];
    for (const size of smallest) {
      await page.setViewportSize(size);
      await open(scene, { language: 'de' });
      const stops = await page.locator('button, input').count();
      for (const key of ['Tab', 'Shift+Tab']) {
        for (let stop = 0; stop < stops; stop += 1) {
          await page.keyboard.press(key);
          covered.push(await coveredFocus(page));
        }
      }
    }
    expect(covered.filter((element) => element !== null)).toEqual([]);
  });
}

test('nothing needs scrolling sideways in the smallest window at 200 %', async ({ open, page }) => {
  await page.setViewportSize({ width: 200, height: 280 });
  const wide: string[] = [];
  for (const name of Object.keys(scenes) as SceneName[]) {
    await open(name, { language: 'de' });
    const excess = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
    if (excess > 0) {
      wide.push(`${name}: ${excess}`);
    }
  }
  expect(wide).toEqual([]);
});

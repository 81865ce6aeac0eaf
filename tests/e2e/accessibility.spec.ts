import { AxeBuilder } from '@axe-core/playwright';
import { themes } from '@mytone/shared/themes.ts';
import { expect, type Page } from 'playwright/test';
import { createScreens } from '../support/screens.ts';
import { sharedTest, test } from '../support/test.ts';

/** What a screen reader could not use of this screen, in one theme after the other. */
async function findViolations(page: Page): Promise<string[]> {
  const found: string[] = [];
  for (const theme of themes.filter((each) => each !== 'system')) {
    await page.evaluate((preferences) => window.mytone.setPreferences(preferences), {
      language: 'en',
      theme,
      zoom: 100,
    } as const);
    await expect
      .poll(() => page.evaluate(() => matchMedia('(prefers-color-scheme: dark)').matches))
      .toBe(theme === 'dark');
    // Legacy mode: the other one opens a page of its own, which the application forbids.
    const { violations } = await new AxeBuilder({ page }).setLegacyMode().analyze();
    for (const { id, nodes } of violations) {
      found.push(`${theme}, ${id}: ${nodes.map(({ html }) => html).join(' ')}`);
    }
  }
  return found;
}

test('the application can be used with a screen reader, light and dark', async ({ page }) => {
  const screens = createScreens(page);
  await expect(screens.signInForm).toBeVisible();
  expect(await findViolations(page)).toEqual([]);
  await screens.openSignUp();
  await screens.submitSignUp();
  expect(await findViolations(page)).toEqual([]);
  await screens.button('Sign in').click();
  await screens.signUp();
  expect(await findViolations(page)).toEqual([]);
});

sharedTest('the application can be used with the keyboard alone', async ({ page }) => {
  const screens = createScreens(page);
  await expect(screens.field('E-mail or username')).toBeFocused();
  await page.keyboard.type('jean@example.com');
  await page.keyboard.press('Tab');
  await expect(screens.field('Password')).toBeFocused();
  await page.keyboard.type('not-the-password');
  await page.keyboard.press('Enter');
  await expect(screens.alert).toBeVisible();
  await expect(screens.field('Password')).toBeFocused();
});

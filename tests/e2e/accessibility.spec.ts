import { AxeBuilder } from '@axe-core/playwright';
import { themes } from '@mytone/shared/themes.ts';
import { expect, type Page } from 'playwright/test';
import { createScreens } from '../support/screens.ts';
import { test } from '../support/test.ts';

async function findViolations(page: Page): Promise<string[]> {
  // Legacy mode: the other one opens a page of its own, which the application forbids.
  const { violations } = await new AxeBuilder({ page }).setLegacyMode().analyze();
  return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`);
}

for (const theme of themes.filter((each) => each !== 'system')) {
  test(`can be used with a screen reader, ${theme}`, async ({ page }) => {
    const screens = createScreens(page);
    await expect(screens.signInForm).toBeVisible();
    await page.evaluate((preferences) => window.mytone.setPreferences(preferences), {
      language: 'en',
      theme,
      zoom: 100,
    } as const);
    expect(await findViolations(page)).toEqual([]);
    await screens.openSignUp();
    await screens.submitSignUp();
    expect(await findViolations(page)).toEqual([]);
    await screens.button('Sign in').click();
    await screens.signUp();
    expect(await findViolations(page)).toEqual([]);
  });
}

test('can be used with the keyboard alone', async ({ page }) => {
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

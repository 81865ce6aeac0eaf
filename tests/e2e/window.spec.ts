import { expect } from 'playwright/test';
import { createScreens } from '../support/screens.ts';
import { test } from '../support/test.ts';

test('shows its window where the first paint is never announced', async ({ desktop }) => {
  const app = await desktop.launch({ env: { BROWSER_HOST_UNKIND: 'never-paints' } });
  await expect(createScreens(app.page).signInForm).toBeVisible();
  await expect
    .poll(() =>
      app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.isVisible() ?? false),
    )
    .toBe(true);
});

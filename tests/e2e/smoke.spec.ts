import { expect } from 'playwright/test';
import { test } from '../support/test.ts';

test('opens a window that shows the sign-in form', async ({ page }) => {
  await expect(page.getByLabel('Password', { exact: true })).toBeVisible();
});

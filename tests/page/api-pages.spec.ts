import { expect } from 'playwright/test';
import {
  readMailedLink,
  registerDirectly,
  requestResetMail,
  signInDirectly,
} from '../support/api-calls.ts';
import { jean } from '../support/people.ts';
import { test } from '../support/test.ts';

const newPassword = 'AnotherSecure456!';

test('a mailed link sets a new password in a browser, without the application and without scripts', async ({
  api,
  browser,
}) => {
  await registerDirectly(api.url, jean);
  await requestResetMail(api.url, jean.email);
  const link = await readMailedLink(api);
  const page = await browser.newPage({ javaScriptEnabled: false, locale: 'de-DE' });
  await page.goto(link);
  await expect(page.locator('html')).toHaveAttribute('lang', 'de');
  await expect(page.locator('a.button')).toHaveAttribute(
    'href',
    /^mytone:\/\/reset-password\?token=/,
  );
  await page.getByRole('link', { name: 'English' }).click();
  await page.locator('#password').fill('short');
  await page.getByRole('button').click();
  await expect(page.getByRole('alert')).toBeVisible();
  await page.locator('#password').fill(newPassword);
  await page.getByRole('button').click();
  await expect(page.locator('#password')).toHaveCount(0);
  await expect(page.getByRole('heading')).toBeVisible();
  const tokens = await signInDirectly(api.url, { ...jean, password: newPassword });
  expect(tokens.refresh_token).toBeTruthy();

  // The link works once.
  await page.goto(link);
  await page.locator('#password').fill(jean.password);
  await page.getByRole('button').click();
  await expect(page.locator('#password')).toHaveCount(0);
  expect(await signInDirectly(api.url, jean)).not.toHaveProperty('refresh_token');
  await page.context().close();
});

test('"Authorize" on the page of the API signs in, and calls from there are answered', async ({
  api,
  browser,
}) => {
  await registerDirectly(api.url, jean);
  const page = await browser.newPage({ locale: 'en-GB' });
  const violations: string[] = [];
  page.on('console', (message) => {
    if (message.text().includes('Content Security Policy')) {
      violations.push(message.text());
    }
  });
  await page.goto(`${api.url}/docs`);
  await page.getByRole('button', { name: 'Authorize' }).first().click();
  const dialog = page.locator('.dialog-ux');
  await dialog.getByLabel('username:').fill(jean.email);
  await dialog.getByLabel('password:').fill(jean.password);
  await dialog.getByRole('button', { name: 'Apply given OAuth2 credentials' }).click();
  await expect(dialog.getByText('Authorized', { exact: true })).toBeVisible();
  await dialog.getByRole('button', { name: 'Close' }).last().click();

  const me = page.locator('[id^="operations-"][id$="-me"]');
  await me.locator('button').first().click();
  await me.getByRole('button', { name: 'Try it out' }).click();
  await me.getByRole('button', { name: 'Execute' }).click();
  await expect(me.locator('.live-responses-table')).toContainText(jean.email);
  await expect(me.locator('.live-responses-table')).toContainText('200');
  expect(violations).toEqual([]);
  await page.context().close();
});

import { expect } from 'playwright/test';
import { en } from '../support/words.ts';
import { test } from './scene.ts';

const words = en.updates;

test('an offered version can be downloaded or put off', async ({ open }) => {
  const page = await open('dashboard-update');
  const bar = page.getByRole('region', { name: en.updateBar.label });
  await expect(bar.getByRole('status')).toHaveText(
    'MyTone 1.1.0 is available (96 MB to download).',
  );
  await bar.getByRole('button', { name: words.download }).click();
  await bar.getByRole('button', { name: words.later }).click();
  const asked = await page.evaluate(() => window.scene.calls.map(({ input }) => input));
  expect(asked).toEqual(['download', 'postpone']);
});

test('a download shows how far it has come, and can be cancelled', async ({ open }) => {
  const page = await open('dashboard-update-downloading');
  await expect(page.getByRole('progressbar')).toHaveJSProperty('value', 42);
  await page.getByRole('button', { name: en.form.cancel }).click();
  const asked = await page.evaluate(() => window.scene.calls.map(({ input }) => input));
  expect(asked).toEqual(['postpone']);
});

test('a version that is ready is installed when the user says so', async ({ open }) => {
  const page = await open('dashboard-update-ready');
  await page.getByRole('button', { name: words.install }).click();
  const asked = await page.evaluate(() => window.scene.calls.map(({ input }) => input));
  expect(asked).toEqual(['install']);
});

test('an update that is not signed by us is reported as such', async ({ open }) => {
  const page = await open('sign-in-update-failed');
  await expect(page.getByText(en.updateFailures.untrusted)).toBeVisible();
});

test('an update below the sign-in form does not make the screen scroll', async ({ open, page }) => {
  await page.setViewportSize({ width: 960, height: 720 });
  await open('sign-in-update-failed');
  await expect(page.getByText(en.updateFailures.untrusted)).toBeVisible();
  const { height, visible } = await page.evaluate(() => ({
    height: document.documentElement.scrollHeight,
    visible: innerHeight,
  }));
  expect(height).toBe(visible);
});

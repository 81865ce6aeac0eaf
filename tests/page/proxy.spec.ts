import { expect } from 'playwright/test';
import { createScreens } from '../support/screens.ts';
import { de, en } from '../support/words.ts';
import { test } from './scene.ts';

test('the proxy dialog says which proxy asks, and is filled in with the keyboard alone', async ({
  open,
}) => {
  const page = await open('proxy-sign-in');
  const dialog = page.getByRole('dialog', { name: en.proxy.heading });
  await expect(dialog.getByText('proxy.example.com:3128')).toBeVisible();
  await expect(dialog.getByText('Example staff')).toBeVisible();
  const username = dialog.getByLabel(en.proxy.username);
  await expect(username).toBeFocused();
  await expect(dialog.getByLabel(en.password.label, { exact: true })).toHaveAttribute(
    'type',
    'password',
  );

  await page.keyboard.press('Enter');
  await expect(dialog.getByText(en.fieldProblems.required)).toBeVisible();
  await expect(username).toBeFocused();
  expect(await page.evaluate(() => window.scene.calls)).toEqual([]);

  await page.keyboard.type('jean');
  await page.keyboard.press('Tab');
  await page.keyboard.type('open sesame');
  await page.keyboard.press('Enter');
  await expect(dialog).toBeHidden();
  expect(await page.evaluate(() => window.scene.calls)).toEqual([
    { name: 'answerProxyQuestion', input: { username: 'jean', password: 'open sesame' } },
  ]);
});

test('Escape declines to sign in to the proxy, once', async ({ open }) => {
  const page = await open('proxy-sign-in');
  await expect(page.getByRole('dialog')).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(page.getByRole('dialog')).toBeHidden();
  expect(await page.evaluate(() => window.scene.calls)).toEqual([
    { name: 'answerProxyQuestion', input: null },
  ]);
});

test('the next question of a proxy opens an empty dialog that says why', async ({ open }) => {
  const page = await open('proxy-sign-in', { language: 'de' });
  const dialog = page.getByRole('dialog', { name: de.proxy.heading });
  await dialog.getByLabel(de.proxy.username).fill('jean');
  await createScreens(page, de).button(de.proxy.submit).click();
  await page.evaluate(() =>
    window.scene.pushProxyQuestion({
      id: 2,
      host: 'proxy.example.com',
      port: 3128,
      realm: '',
      isRepeated: true,
    }),
  );
  await expect(dialog.getByRole('alert')).toContainText(de.proxy.notAccepted);
  await expect(dialog.getByLabel(de.proxy.username)).toHaveValue('');
  await expect(dialog.getByLabel(de.proxy.username)).toBeFocused();
});

test('a proxy with a long name and a long greeting stays inside its dialog', async ({ open }) => {
  const page = await open('proxy-sign-in');
  const host = `${'p'.repeat(200)}.example.com`;
  await page.evaluate((question) => window.scene.pushProxyQuestion(question), {
    id: 2,
    host,
    port: 65_535,
    realm: 'W'.repeat(120),
    isRepeated: true,
  });
  const dialog = page.getByRole('dialog');
  await expect(dialog.getByText(host)).toBeVisible();
  expect(await dialog.evaluate((box) => box.scrollWidth - box.clientWidth)).toBe(0);
});

import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect } from 'playwright/test';
import { refreshDirectly, signInDirectly } from '../support/api-calls.ts';
import { jean } from '../support/people.ts';
import { createScreens } from '../support/screens.ts';
import { test } from '../support/test.ts';
import { en } from '../support/words.ts';

const password = 'AnotherSecure456!';

test('Jean changes name and password, signs another device out, and deletes the account', async ({
  app,
  api,
  profile,
  keyring,
}) => {
  const { page } = app;
  const screens = createScreens(page);
  await screens.signUp();
  const { refresh_token: elsewhere } = await signInDirectly(api.url, jean);
  await screens.button(en.dashboard.openAccount).click();

  await screens.field(en.signUp.name).fill('Jeanne');
  await screens.button(en.account.save).click();
  await expect(page.getByText(en.account.saved)).toBeVisible();

  await expect(page.getByText(en.account.thisDevice, { exact: true })).toBeVisible();
  await expect(page.getByRole('listitem')).toHaveCount(2);
  await expect(page.getByRole('listitem').filter({ hasText: /^MyTone / })).toHaveCount(1);
  await screens.button(en.account.endOtherSessions).click();
  await expect(page.getByRole('listitem')).toHaveCount(1);
  expect(await refreshDirectly(api.url, elsewhere)).toBe(401);

  await screens.field(en.account.currentPassword).fill('not-the-password');
  await screens.fillNewPassword(password);
  await screens.button(en.account.changePassword).click();
  expect(await screens.problemOf(en.account.currentPassword)).toBe(en.failures['wrong-password']);
  await screens.field(en.account.currentPassword).fill(jean.password);
  await screens.button(en.account.changePassword).click();
  await expect(page.getByText(en.account.passwordChanged)).toBeVisible();

  await screens.button(en.account.back).click();
  await expect(screens.dashboard({ ...jean, name: 'Jeanne' })).toBeVisible();
  await screens.button(en.dashboard.openAccount).click();
  await screens.button(en.account.openDelete).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel(en.account.currentPassword).fill(jean.password);
  await dialog.getByRole('button', { name: en.account.confirmDelete }).click();
  await expect(dialog.getByText(en.failures['wrong-password'])).toBeVisible();
  await dialog.getByLabel(en.account.currentPassword).fill(password);
  await page.keyboard.press('Enter');

  await expect(page.getByText(en.signOutReasons['account-deleted'])).toBeVisible();
  await expect(screens.field(en.signIn.login)).toHaveValue('');
  await expect.poll(() => keyring.entries()).toEqual({});
  expect(await readFile(join(profile, 'settings.json'), 'utf8')).not.toContain(jean.email);
});

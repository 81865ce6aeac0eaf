import { expect } from 'playwright/test';
import { en as settingsWords } from '../../src/renderer/i18n/settings/en.ts';
import { scenes } from '../../tools/gallery/scenes.ts';
import { jean } from '../support/people.ts';
import { createScreens } from '../support/screens.ts';
import { en } from '../support/words.ts';
import { test } from './scene.ts';

test('typed text is still there after a link was opened and closed', async ({ open }) => {
  const page = await open('sign-up');
  const screens = createScreens(page);
  await screens.fillSignUp(jean);
  await page.evaluate(() => window.scene.pushPasswordReset({ kind: 'link-open' }));
  await expect(screens.field(en.newPassword.label)).toBeFocused();
  await expect(screens.field(en.signUp.name)).toBeHidden();

  await screens.button(en.newPassword.close).click();
  for (const [label, value] of [
    [en.signUp.name, jean.name],
    [en.signUp.email, jean.email],
    [en.password.label, jean.password],
    [en.signUp.confirmPassword, jean.password],
  ] as const) {
    await expect(screens.field(label)).toHaveValue(value);
  }
  await expect(page).toHaveTitle(new RegExp(en.signUp.title));
});

test('a newer link keeps the new password that was typed', async ({ open }) => {
  const page = await open('new-password');
  const screens = createScreens(page);
  await screens.fillNewPassword(jean.password);
  await page.evaluate(() => window.scene.pushPasswordReset({ kind: 'link-open' }));
  await expect(screens.field(en.newPassword.label)).toHaveValue(jean.password);
});

test('a refused link is reported in the focused heading, and a new one can be requested', async ({
  open,
}) => {
  const page = await open('new-password');
  const screens = createScreens(page);
  await page.evaluate(() => window.scene.pushPasswordReset({ kind: 'link-refused' }));
  await expect(page.getByRole('heading', { name: en.newPassword.refusedHeading })).toBeFocused();
  await screens.field(en.signUp.email).fill(jean.email);
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { name: en.forgotPassword.sentHeading })).toBeFocused();
  const call = await page.evaluate(() => window.scene.calls.at(-1));
  expect(call).toEqual({ name: 'forgotPassword', input: { email: jean.email } });
});

test('the address of a request is filled in again for another link', async ({ open }) => {
  const page = await open('forgot-password-sent');
  const screens = createScreens(page);
  await screens.button(en.forgotPassword.again).click();
  await expect(screens.field(en.signUp.email)).toHaveValue(jean.email);
});

test('a username typed at sign-in is not used as the e-mail, and is still there afterwards', async ({
  open,
}) => {
  const page = await open('sign-in');
  const screens = createScreens(page);
  await screens.field(en.signIn.login).fill(jean.username);
  await screens.button(en.signIn.forgotPassword).click();
  await expect(screens.field(en.signUp.email)).toHaveValue('');
  await screens.button(en.forgotPassword.back).click();
  await expect(screens.field(en.signIn.login)).toHaveValue(jean.username);
});

test('Escape cancels a request for a link, and keeps the address', async ({ open }) => {
  const page = await open('forgot-password');
  const screens = createScreens(page);
  await page.evaluate(() => window.scene.answer('forgotPassword', 'never'));
  await screens.button(en.forgotPassword.submit).click();
  await expect(screens.button(en.form.cancel)).toBeVisible();
  await page.keyboard.press('Escape');
  await expect
    .poll(() => page.evaluate(() => window.scene.calls.at(-1)?.name))
    .toBe('cancelPasswordRequest');
  await expect(screens.field(en.signUp.email)).toHaveValue(jean.email);
});

test('a new password that is on its way cannot be closed as if nothing had changed', async ({
  open,
}) => {
  const page = await open('new-password-pending');
  const screens = createScreens(page);
  await expect(screens.button(en.newPassword.close)).toBeDisabled();
  await page.evaluate(() => window.scene.pushPasswordReset({ kind: 'link-refused' }));
  await expect(screens.button(en.newPassword.close)).toBeEnabled();
});

test('someone signed in reads that a new password ends the session of this device too', async ({
  open,
}) => {
  const page = await open('new-password-signed-in');
  await expect(page.getByText(en.newPassword.leadSignedIn)).toBeVisible();
  await open('new-password');
  await expect(page.getByText(en.newPassword.lead)).toBeVisible();
});

test('the length of a new password is counted as on the server', async ({ open }) => {
  const page = await open('new-password');
  const screens = createScreens(page);
  await screens.fillNewPassword('é'.repeat(37));
  await screens.button(en.newPassword.submit).click();
  expect(await screens.problemOf(en.newPassword.label)).toBe(
    en.passwordTooLong.replace('{{maximum}}', '72'),
  );
  // Nine letters of two code points each: composed, they are nine.
  await screens.fillNewPassword('e\u0301'.repeat(9));
  expect(await screens.problemOf(en.newPassword.label)).toBe(
    en.passwordTooShort.replace('{{minimum}}', '10'),
  );
});

test('the settings opened over a link keep the typed text, and return the focus', async ({
  open,
}) => {
  const page = await open('new-password');
  const screens = createScreens(page);
  await screens.fillNewPassword(jean.password);
  await page.evaluate(() => window.scene.openSettings('general'));
  await expect(page.getByRole('dialog', { name: settingsWords.title })).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(page.getByRole('dialog')).toHaveCount(0);
  await expect(screens.field(en.newPassword.label)).toHaveValue(jean.password);
  await expect(screens.field(en.signUp.confirmPassword)).toBeFocused();
  await expect(page).toHaveTitle(new RegExp(en.newPassword.title));
});

for (const scene of ['splash', 'splash-waiting', 'restoring', 'keychain'] as const) {
  test(`a link that arrives on the screen "${scene}" stays open after the session was restored`, async ({
    open,
  }) => {
    const page = await open(scene);
    const screens = createScreens(page);
    await page.evaluate(() => window.scene.pushPasswordReset({ kind: 'link-open' }));
    await expect(screens.field(en.newPassword.label)).toBeFocused();
    await screens.fillNewPassword(jean.password);
    await page.evaluate((auth) => window.scene.push(auth), scenes.dashboard.auth);
    await expect(screens.field(en.newPassword.label)).toHaveValue(jean.password);
    await screens.button(en.newPassword.close).click();
    await expect(page.getByRole('heading', { name: /^Hello/ })).toBeVisible();
    await expect(page).toHaveTitle(new RegExp(en.dashboard.title));
  });
}

test('a new password is rated by how hard it is to guess, but not while it is too long', async ({
  open,
}) => {
  const page = await open('new-password');
  const screens = createScreens(page);
  await screens.fillNewPassword('aaaaaaaaaa');
  await expect(page.getByText(en.passwordStrength.weakest)).toBeVisible();
  await screens.fillNewPassword('violet kettle orbit 9 maple');
  await expect(page.getByText(en.passwordStrength.best)).toBeVisible();
  await screens.field(en.newPassword.label).fill('violet kettle '.repeat(6));
  await expect(page.getByText(en.passwordTooLong.replace('{{maximum}}', '72'))).toBeVisible();
  await expect(page.getByText(en.passwordStrength.best)).toHaveCount(0);
});

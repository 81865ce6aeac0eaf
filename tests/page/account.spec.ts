import { expect } from 'playwright/test';
import { scenes } from '../../tools/gallery/scenes.ts';
import { createScreens } from '../support/screens.ts';
import { en } from '../support/words.ts';
import { test } from './scene.ts';

test('the account screen is complete while offline, says why it cannot be used, and keeps the focus', async ({
  open,
}) => {
  const page = await open('account-offline');
  const screens = createScreens(page);
  await expect(page.getByText(en.account.offline)).toBeVisible();
  for (const name of [en.account.save, en.account.changePassword, en.account.openDelete]) {
    await expect(screens.button(name)).toHaveAttribute('aria-disabled', 'true');
    await expect(screens.button(name)).toHaveAccessibleDescription(en.account.offline);
    await screens.button(name).click({ force: true });
    await expect(screens.button(name)).toBeFocused();
  }
  await expect(page.getByRole('dialog')).toHaveCount(0);
  await screens.field(en.signUp.name).press('Enter');
  const sent = await page.evaluate(() => window.scene.calls.map(({ name }) => name));
  expect(sent).toEqual([]);
});

test('an API that offers no changes is explained, with a way back', async ({ open }) => {
  const page = await open('account-not-offered');
  await expect(page.getByRole('heading', { name: en.account.notOfferedHeading })).toBeVisible();
  await expect(page.getByText(en.account.notOffered)).toBeVisible();
  await expect(page.getByRole('textbox')).toHaveCount(0);
  await createScreens(page).button(en.account.back).last().click();
  await expect(createScreens(page).dashboard()).toBeFocused();
});

test('a saved profile is confirmed, and only the changes were sent', async ({ open }) => {
  const page = await open('account-saved');
  await expect(page.getByText(en.account.saved)).toBeVisible();
  expect(await page.evaluate(() => window.scene.calls)).toEqual([
    { name: 'changeProfile', input: { name: 'Jeanne', phoneNumber: '' } },
  ]);
});

test('a refused password is reported at the current password, which has the focus', async ({
  open,
}) => {
  const page = await open('account-wrong-password');
  const screens = createScreens(page);
  expect(await screens.problemOf(en.account.currentPassword)).toBe(en.failures['wrong-password']);
  await expect(screens.field(en.account.currentPassword)).toBeFocused();
});

test('a device is signed out by its name, and the list has the focus afterwards', async ({
  open,
}) => {
  const page = await open('account');
  const name = en.account.endSession.replace('{{device}}', 'Firefox on Windows');
  await expect(page.getByRole('listitem')).toHaveCount(3);
  await page.getByRole('button', { name }).click();
  await expect(page.getByRole('listitem')).toHaveCount(2);
  await expect(page.locator('.devices')).toBeFocused();
  await createScreens(page).button(en.account.endOtherSessions).click();
  await expect(page.getByRole('listitem')).toHaveCount(1);
});

for (const [form, answer, opener, submit] of [
  ['of a change', 'changePassword', null, en.account.changePassword],
  ['of a deletion', 'deleteAccount', en.account.openDelete, en.account.confirmDelete],
] as const) {
  test(`a wrong current password ${form} is selected, so that typing replaces it`, async ({
    open,
  }) => {
    const page = await open('account');
    const screens = createScreens(page);
    await page.evaluate((name) => window.scene.answer(name, { code: 'wrong-password' }), answer);
    if (opener === null) {
      await screens.fillNewPassword('AnotherSecure123!');
    } else {
      await screens.button(opener).click();
    }
    const field = screens.field(en.account.currentPassword).last();
    await screens.field(en.account.currentPassword).last().fill('not-the-password');
    await screens.button(submit).click();
    await expect(page.getByText(en.failures['wrong-password'])).toBeVisible();
    await page.keyboard.type('SuperSecure123!');
    await expect(field).toHaveValue('SuperSecure123!');
  });
}

test('a deletion that is on its way can be left neither with Escape nor with a button', async ({
  open,
}) => {
  const page = await open('account');
  const screens = createScreens(page);
  await page.evaluate(() => window.scene.answer('deleteAccount', 'never'));
  await screens.button(en.account.openDelete).click();
  await page.getByRole('dialog').getByLabel(en.account.currentPassword).fill('SuperSecure123!');
  await page.keyboard.press('Enter');
  await expect(screens.button(en.account.deleting)).toBeVisible();
  await page.keyboard.press('Escape');
  await page.keyboard.press('Escape');
  await screens.button(en.account.keepAccount).click({ force: true });
  await expect(page.getByRole('dialog')).toBeVisible();
});

test('what is typed into a form stays when the connection is lost and returns', async ({
  open,
}) => {
  const page = await open('account');
  const screens = createScreens(page);
  await screens.field(en.signUp.name).fill('Jeanne');
  await page.evaluate((auth) => window.scene.push(auth), scenes['account-offline'].auth);
  await expect(screens.button(en.account.save)).toHaveAttribute('aria-disabled', 'true');
  await expect(screens.field(en.signUp.name)).toHaveValue('Jeanne');
  await page.evaluate((auth) => window.scene.push(auth), scenes.account.auth);
  await screens.field(en.signUp.surname).press('Enter');
  await expect(page.getByText(en.account.saved)).toBeVisible();
  expect(await page.evaluate(() => window.scene.calls.at(-1)?.input)).toEqual({ name: 'Jeanne' });
});

test('Escape closes the settings over a question, then the question, then nothing', async ({
  open,
}) => {
  const page = await open('account');
  const screens = createScreens(page);
  await screens.button(en.account.openDelete).click();
  await page.evaluate(() => window.scene.openSettings('general'));
  await expect(page.locator('dialog.settings')).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(page.locator('dialog.settings')).toHaveCount(0);
  await expect(page.getByRole('dialog').getByLabel(en.account.currentPassword)).toBeFocused();
  await page.keyboard.press('Escape');
  await expect(page.getByRole('dialog')).toHaveCount(0);
  await page.keyboard.press('Escape');
  await expect(page.getByRole('heading', { name: en.account.title })).toBeVisible();
});

test('Escape cancels the deletion, and leads back to the button', async ({ open }) => {
  const page = await open('account');
  const screens = createScreens(page);
  await screens.button(en.account.openDelete).click();
  await expect(page.getByRole('dialog').getByLabel(en.account.currentPassword)).toBeFocused();
  await page.keyboard.press('Escape');
  await expect(page.getByRole('dialog')).toHaveCount(0);
  await expect(screens.button(en.account.openDelete)).toBeFocused();
});

test('a link that is opened over the question leaves everything reachable', async ({ open }) => {
  const page = await open('account');
  const screens = createScreens(page);
  await screens.button(en.account.openDelete).click();
  await page.evaluate(() => window.scene.pushPasswordReset({ kind: 'link-open' }));
  await expect(page.getByRole('heading', { name: en.newPassword.heading })).toBeVisible();
  // The account's own field of that name is hidden behind.
  const field = screens.field(en.newPassword.label).filter({ visible: true });
  await field.click();
  await page.keyboard.type('typed');
  await expect(field).toHaveValue('typed');
});

test("a changed password is rated too, and one's own name makes it no stronger", async ({
  open,
}) => {
  const page = await open('account');
  const screens = createScreens(page);
  await screens.field(en.newPassword.label).fill('jeandupont1');
  await expect(page.getByText(en.passwordStrength.weak, { exact: true })).toBeVisible();
  await screens.field(en.newPassword.label).fill('violet kettle orbit 9 maple');
  await expect(page.getByText(en.passwordStrength.best)).toBeVisible();
});

test('two submissions in one tick share their answer: nothing is called saved that was refused', async ({
  open,
}) => {
  const page = await open('account');
  const screens = createScreens(page);
  await page.evaluate(() => {
    window.scene.answer('changeProfile', { code: 'unexpected' });
    window.scene.answer('changePassword', { code: 'unexpected' });
  });
  await screens.field(en.signUp.name).fill('Jeanne');
  await screens.field(en.account.currentPassword).fill('not-the-password');
  await screens.fillNewPassword('AnotherSecure123!');
  await page.evaluate(() => {
    for (const form of document.querySelectorAll('form')) {
      form.requestSubmit();
      form.requestSubmit();
    }
  });
  await expect(screens.alert).toHaveCount(2);
  await expect(page.getByText(en.account.saved)).toHaveCount(0);
  await expect(page.getByText(en.account.passwordChanged)).toHaveCount(0);
  await expect(screens.field(en.account.currentPassword)).toHaveValue('not-the-password');
  const sent = await page.evaluate(() => window.scene.calls.map(({ name }) => name));
  expect(sent).toEqual(['getSessions', 'changeProfile', 'changePassword']);
});

test('two clicks in one tick on any button of the account send one command each', async ({
  open,
}) => {
  const page = await open('account');
  for (const name of ['endSession', 'endOtherSessions'] as const) {
    await open('account');
    await page.evaluate((command) => window.scene.answer(command, 'never'), name);
    const label =
      name === 'endSession'
        ? en.account.endSession.replace('{{device}}', 'Firefox on Windows')
        : en.account.endOtherSessions;
    await page.getByRole('button', { name: label }).evaluate((button: HTMLElement) => {
      button.click();
      button.click();
    });
    const sent = await page.evaluate(() => window.scene.calls.map((call) => call.name));
    expect(sent).toEqual(['getSessions', name]);
  }
});

for (const [command, send] of [
  ['changeProfile', en.account.save],
  ['changePassword', en.account.changePassword],
  ['endOtherSessions', en.account.endOtherSessions],
] as const) {
  test(`the account stays open until "${send}" has been answered`, async ({ open }) => {
    const page = await open('account');
    const screens = createScreens(page);
    await page.evaluate((name) => {
      Object.assign(window.scene.bridge, {
        [name]: () =>
          new Promise((resolve) => {
            addEventListener('answer', () => resolve({ ok: false, error: { code: 'unexpected' } }));
          }),
      });
    }, command);
    await screens.field(en.signUp.name).fill('Jeanne');
    await screens.field(en.account.currentPassword).fill('not-the-password');
    await screens.fillNewPassword('AnotherSecure123!');
    await screens.button(send).click();
    const back = screens.button(en.account.back);
    await expect(back).toHaveAttribute('aria-disabled', 'true');
    await back.click({ force: true });
    await page.evaluate(() => dispatchEvent(new Event('answer')));
    await expect(screens.alert).toHaveText(en.failures.unexpected);
    await back.click();
    await expect(screens.dashboard()).toBeVisible();
  });
}

test('a profile that was changed and not saved is kept while the account is closed, for its own session', async ({
  open,
}) => {
  const page = await open('account');
  const screens = createScreens(page);
  await screens.field(en.signUp.name).fill('Jeanne');
  await screens.button(en.account.back).click();
  // Another device has changed the phone number in the meantime.
  await page.evaluate(
    (auth) => window.scene.push({ ...auth, user: { ...auth.user, phoneNumber: '+33 1' } }),
    scenes.account.auth,
  );
  await screens.button(en.dashboard.openAccount).click();
  await expect(screens.field(en.signUp.name)).toHaveValue('Jeanne');
  await expect(screens.field(en.account.phone)).toHaveValue('+33 1');
  await screens.button(en.account.save).click();
  await expect(page.getByText(en.account.saved)).toBeVisible();
  expect(await page.evaluate(() => window.scene.calls.at(-1)?.input)).toEqual({ name: 'Jeanne' });
  await screens.field(en.signUp.name).fill('Somebody');
  await page.evaluate(
    ([out, back]) => {
      window.scene.push(out);
      window.scene.push(back);
    },
    [scenes['sign-in-again'].auth, scenes.dashboard.auth] as const,
  );
  await screens.button(en.dashboard.openAccount).click();
  await expect(screens.field(en.signUp.name)).toHaveValue('Jean');
});

import { expect } from 'playwright/test';
import {
  readAppLink,
  readMailedLink,
  registerDirectly,
  requestResetMail,
} from '../support/api-calls.ts';
import { jean } from '../support/people.ts';
import { createScreens } from '../support/screens.ts';
import { test } from '../support/test.ts';
import { en } from '../support/words.ts';

const password = 'AnotherSecure456!';

test('a forgotten password is replaced by the link of the mail, and a used link is refused with a reason', async ({
  app,
  desktop,
  api,
}) => {
  await registerDirectly(api.url, jean);
  const { page } = app;
  const screens = createScreens(page);
  await screens.field(en.signIn.login).fill(jean.email);
  await screens.button(en.signIn.forgotPassword).click();
  await expect(screens.field(en.signUp.email)).toHaveValue(jean.email);
  await screens.button(en.forgotPassword.submit).click();
  await expect(page.getByRole('heading', { name: en.forgotPassword.sentHeading })).toBeFocused();

  const link = await readAppLink(await readMailedLink(api));
  const second = desktop.spawn({ args: [link] });
  expect((await second.exited).code).toBe(0);
  await screens.fillNewPassword(password);
  await screens.button(en.newPassword.submit).click();
  await expect(page.getByText(en.signIn.newPasswordSet)).toBeVisible();
  await expect(screens.field(en.signIn.login)).toHaveValue(jean.email);
  await screens.field(en.password.label).fill(password);
  await screens.button(en.signIn.submit).click();
  await expect(screens.dashboard()).toBeVisible();

  // A used link leaves the session alone, and the screen in front of it can be closed.
  await app.evaluate(({ app: electronApp }, opened) => {
    electronApp.emit('open-url', { preventDefault() {} }, opened);
  }, link);
  await screens.fillNewPassword(password);
  await screens.button(en.newPassword.submit).click();
  await expect(page.getByRole('heading', { name: en.newPassword.refusedHeading })).toBeFocused();
  await screens.button(en.newPassword.close).click();
  await expect(screens.dashboard()).toBeVisible();

  const token = new URL(link).searchParams.get('token') ?? '';
  expect(token).toHaveLength(43);
  const payloads = await app.ipcPayloads();
  expect(payloads.filter(({ payload }) => payload.includes(token))).toEqual([]);
  expect(app.stdout() + app.stderr() + second.stdout() + second.stderr()).not.toContain(token);
});

test('a link that starts the application ends the existing session', async ({ desktop, api }) => {
  const first = await desktop.launch();
  await createScreens(first.page).signUp();
  await first.quit();
  await requestResetMail(api.url, jean.email);
  const link = await readAppLink(await readMailedLink(api));

  const { page } = await desktop.launch({ args: [link] });
  const screens = createScreens(page);
  await screens.fillNewPassword(password);
  await api.stop();
  await screens.button(en.newPassword.submit).click();
  await expect(screens.alert).toContainText(en.failures.unreachable);
  await api.start();
  await screens.button(en.newPassword.submit).click();
  await expect(page.getByText(en.signIn.newPasswordSet)).toBeVisible();
  await expect(screens.field(en.signIn.login)).toHaveValue(jean.email);
});

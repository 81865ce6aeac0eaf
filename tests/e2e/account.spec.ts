import { expect } from 'playwright/test';
import { registerDirectly } from '../support/api-calls.ts';
import { jean } from '../support/people.ts';
import { createScreens } from '../support/screens.ts';
import { sharedTest, test } from '../support/test.ts';
import { en } from '../support/words.ts';

test('Jean signs up and lands on the dashboard without signing in again', async ({
  page,
  api,
  keyring,
}) => {
  const screens = createScreens(page);
  await screens.signUp();
  await expect(page.getByText(jean.email)).toBeVisible();
  await expect(page.getByText(jean.username)).toBeVisible();
  expect(await keyring.lookup(api.url)).toMatch(/\S{20,}/);
});

for (const [name, login] of [
  ['e-mail', jean.email],
  ['username', jean.username],
] as const) {
  test(`a user signs in by ${name}`, async ({ page, api }) => {
    await registerDirectly(api.url, jean);
    const screens = createScreens(page);
    await screens.signIn(login, jean.password);
    await expect(screens.dashboard()).toBeVisible();
  });
}

sharedTest('says that the password is wrong, and keeps what was typed', async ({ page }) => {
  const screens = createScreens(page);
  await screens.signIn(jean.email, 'not-the-password');
  await expect(screens.alert).toHaveText(en.failures['wrong-credentials']);
  await expect(screens.field(en.signIn.login)).toHaveValue(jean.email);
  await expect(screens.field(en.password.label)).toHaveValue('not-the-password');
});

sharedTest('says at each field of sign-in what is missing', async ({ page }) => {
  const screens = createScreens(page);
  await screens.button(en.signIn.submit).click();
  expect(await screens.problemOf(en.signIn.login)).toBe(en.fieldProblems.required);
  expect(await screens.problemOf(en.password.label)).toBe(en.fieldProblems.required);
  await expect(screens.field(en.signIn.login)).toBeFocused();
});

const newcomer = { ...jean, email: 'other@example.com', username: 'other' };

for (const [field, change] of [
  ['email', { email: jean.email }],
  ['username', { username: jean.username }],
] as const) {
  sharedTest(
    `says at its field that the ${field} is taken, and keeps the form`,
    async ({ page }) => {
      const screens = createScreens(page);
      const person = { ...newcomer, ...change };
      await screens.openSignUp();
      await screens.fillSignUp(person);
      await screens.submitSignUp();
      expect(await screens.problemOf(en.signUp[field])).toBe(en.failures[`${field}-taken`]);
      await expect(screens.field(en.signUp[field])).toBeFocused();
      await expect(screens.field(en.signUp.name)).toHaveValue(person.name);
      await expect(screens.field(en.signUp.surname)).toHaveValue(person.surname);
      await expect(screens.field(en.signUp.email)).toHaveValue(person.email);
      await expect(screens.field(en.signUp.confirmEmail)).toHaveValue(person.email);
      await expect(screens.field(en.signUp.username)).toHaveValue(person.username);
      await expect(screens.field(en.password.label)).toHaveValue(person.password);
    },
  );
}

sharedTest('says at each field of sign-up what is missing, and loses nothing', async ({ page }) => {
  const screens = createScreens(page);
  await screens.openSignUp();
  await screens.field(en.signUp.name).fill(jean.name);
  await screens.submitSignUp();
  for (const label of [en.signUp.surname, en.signUp.email, en.signUp.username]) {
    expect(await screens.problemOf(label)).toBe(en.fieldProblems.required);
  }
  await expect(screens.field(en.signUp.name)).toHaveValue(jean.name);
  await expect(screens.field(en.signUp.surname)).toBeFocused();
});

sharedTest('compares what is typed twice, and wants ten characters', async ({ page }) => {
  const screens = createScreens(page);
  await screens.openSignUp();
  await screens.fillSignUp({ ...jean, password: 'short' });
  await screens.field(en.signUp.confirmEmail).fill('jeanne@example.com');
  await screens.field(en.signUp.confirmPassword).fill('shorter');
  await screens.submitSignUp();
  expect(await screens.problemOf(en.signUp.confirmEmail)).toBe(en.emailMismatch);
  expect(await screens.problemOf(en.password.label)).toBe(
    en.passwordTooShort.replace('{{minimum}}', '10'),
  );
  expect(await screens.problemOf(en.signUp.confirmPassword)).toBe(en.passwordMismatch);
});

test('an unreachable server is reported, and the form is kept', async ({ page, api }) => {
  const screens = createScreens(page);
  await expect(screens.signInForm).toBeVisible();
  await api.stop();
  await screens.signIn(jean.email, jean.password);
  await expect(screens.alert).toContainText(en.failures.unreachable);
  await expect(screens.field(en.password.label)).toHaveValue(jean.password);
});

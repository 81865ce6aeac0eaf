import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, type Page } from 'playwright/test';
import { en as settingsWords } from '../../src/renderer/i18n/settings/en.ts';
import { refreshDirectly, registerDirectly } from '../support/api-calls.ts';
import type { ApiServer } from '../support/api-server.ts';
import type { RunningApp } from '../support/app/running-app.ts';
import { jean } from '../support/people.ts';
import { createScreens } from '../support/screens.ts';
import { type Desktop, sharedTest, test } from '../support/test.ts';
import { en } from '../support/words.ts';

/** For tests of what follows: signing up takes longer and is tested in account.spec.ts. */
async function launchSignedIn(desktop: Desktop, api: ApiServer): Promise<RunningApp> {
  await registerDirectly(api.url, jean);
  const app = await desktop.launch();
  const screens = createScreens(app.page);
  await screens.signIn(jean.email, jean.password);
  await expect(screens.dashboard()).toBeVisible();
  return app;
}

async function signInAndQuit(desktop: Desktop, api: ApiServer): Promise<void> {
  await (await launchSignedIn(desktop, api)).quit();
}

const { keychain, keychainTests, sections } = settingsWords;

/** What the button under "Where is my sign-in kept?" answers. */
async function testKeychain(page: Page): Promise<string | null> {
  await page.getByRole('button', { name: en.settings.open }).click();
  await page.getByRole('button', { name: sections.keychain }).click();
  await page.getByRole('button', { name: keychain.test }).click();
  const answer = page.getByRole('dialog').getByRole('status').locator('p');
  await expect(answer).toBeVisible();
  const text = await answer.textContent();
  await page.keyboard.press('Escape');
  return text;
}

test('a user is still signed in after a restart, and sees no form in between', async ({
  desktop,
  api,
}) => {
  await signInAndQuit(desktop, api);

  const app = await desktop.launch();
  await expect(createScreens(app.page).dashboard()).toBeVisible();
  const states = (await app.ipcPayloads()).filter(({ payload }) => payload.includes('"kind"'));
  expect(states.filter(({ payload }) => payload.includes('signed-out'))).toEqual([]);
  await expect(app.page.getByText(en.link.online, { exact: true })).toBeVisible();
});

test('a start without the API shows the dashboard, keeps the vault, and goes online by itself', async ({
  desktop,
  api,
  keyring,
}) => {
  await signInAndQuit(desktop, api);
  const stored = await keyring.entries();
  await api.stop();

  const app = await desktop.launch();
  const screens = createScreens(app.page);
  await expect(screens.dashboard()).toBeVisible();
  await expect(app.page.getByRole('status').getByText(en.link.offline)).toBeVisible();
  await expect(app.page.getByText(/^Confirmed /)).toBeVisible();
  expect(await keyring.entries()).toEqual(stored);

  await api.start();
  await expect(app.page.getByText(en.link.online, { exact: true })).toBeVisible({
    timeout: 60_000,
  });
});

test('signing out leaves nothing behind', async ({ desktop, api, keyring, profile }) => {
  const app = await launchSignedIn(desktop, api);
  const screens = createScreens(app.page);
  const token = (await keyring.lookup(api.url)) ?? '';
  await screens.signOut();

  await expect.poll(() => keyring.entries()).toEqual({});
  const settings = await readFile(join(profile, 'settings.json'), 'utf8');
  expect(settings).not.toContain(jean.surname);
  await expect.poll(() => refreshDirectly(api.url, token)).toBe(401);
  await expect(screens.field(en.signIn.login)).toHaveValue(jean.email);
  await expect(app.page.getByText(en.signOutReasons.user)).toBeVisible();
});

test('a user stays signed out after a restart', async ({ desktop, api }) => {
  const first = await launchSignedIn(desktop, api);
  await createScreens(first.page).signOut();
  await first.quit();

  const second = await desktop.launch();
  await expect(createScreens(second.page).signInForm).toBeVisible();
});

test('a session that the server ended leads back to the sign-in form, with the reason', async ({
  desktop,
  api,
  keyring,
}) => {
  await signInAndQuit(desktop, api);
  const token = (await keyring.lookup(api.url)) ?? '';
  await fetch(`${api.url}/auth/logout`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ refresh_token: token }),
  });

  const app = await desktop.launch();
  const screens = createScreens(app.page);
  await expect(app.page.getByText(en.signOutReasons.revoked)).toBeVisible();
  await expect(screens.field(en.signIn.login)).toHaveValue(jean.email);
  await expect.poll(() => keyring.entries()).toEqual({});
});

test('a session without a keychain is kept in memory, and the user learns what to install', async ({
  desktop,
  api,
  keyring,
}) => {
  await keyring.killDaemon();
  const app = await launchSignedIn(desktop, api);
  await expect(app.page.getByText(en.dashboard.storageMemory)).toBeVisible();
  expect(await testKeychain(app.page)).toBe(keychainTests.missing);
});

test('a start waits for a missing keyring, and restores the session when it is back', async ({
  desktop,
  api,
  keyring,
}) => {
  await signInAndQuit(desktop, api);
  // The daemon lists them in no fixed order.
  const stored = Object.keys(await keyring.entries()).toSorted();
  await keyring.killDaemon();

  const app = await desktop.launch();
  const screens = createScreens(app.page);
  await expect(app.page.getByText(en.keychainProblems.unavailable)).toBeVisible();
  await keyring.startDaemon();
  await screens.button(en.keychain.retry).click();
  await expect(screens.dashboard()).toBeVisible();
  expect(await testKeychain(app.page)).toBe(keychainTests.works);
  expect(Object.keys(await keyring.entries()).toSorted()).toEqual(stored);
  expect(await keyring.entries('MyTone keychain test')).toEqual({});
});

test('a session survives a locked keyring', async ({ desktop, api, keyring }) => {
  await signInAndQuit(desktop, api);
  const stored = await keyring.entries();
  await keyring.lock();

  const app = await desktop.launch();
  await expect(app.page.getByText(en.keychainProblems['locked-or-cleared'])).toBeVisible();
  expect(await testKeychain(app.page)).toBe(keychainTests.locked);
  await app.quit();
  // Without anyone to answer a prompt, only a daemon that was restarted is unlocked.
  await keyring.killDaemon();
  await keyring.startDaemon();
  expect(await keyring.entries()).toEqual(stored);

  const next = await desktop.launch();
  await expect(createScreens(next.page).dashboard()).toBeVisible();
});

sharedTest('no address shows the dashboard without a session', async ({ app, page }) => {
  const screens = createScreens(page);
  await expect(screens.signInForm).toBeVisible();
  await page.evaluate(() => {
    location.hash = '#/dashboard';
    history.pushState({}, '', '?screen=dashboard');
  });
  await expect(screens.signInForm).toBeVisible();
  await expect(screens.dashboard()).toHaveCount(0);
  expect(JSON.stringify(await app.ipcPayloads())).not.toContain('signed-in');
});

test('a signed-in user is offered neither form', async ({ desktop, api }) => {
  const { page } = await launchSignedIn(desktop, api);
  const screens = createScreens(page);
  await page.evaluate(() => {
    location.hash = '#/sign-in';
  });
  await expect(screens.signInForm).toHaveCount(0);
  await expect(screens.signUpForm).toHaveCount(0);
  const answer = await page.evaluate(
    ({ email, password }) => window.mytone.signIn({ login: email, password }),
    jean,
  );
  expect(answer).toEqual({ ok: false, error: { code: 'busy' } });
});

sharedTest('a second start brings the running copy to the front', async ({ desktop }) => {
  const app = await desktop.launch();
  await expect(createScreens(app.page).signInForm).toBeVisible();
  const second = desktop.spawn();
  const { code } = await second.exited;
  expect(code).toBe(0);
  expect(app.hasExited()).toBe(false);
});

for (const address of [
  'http://example.com',
  'ftp://example.com',
  'javascript:alert(1)',
  'mytone',
]) {
  sharedTest(`the API address ${address} is refused in one line`, async ({ desktop }) => {
    const refused = desktop.spawn({ apiUrl: address });
    const { code } = await refused.exited;
    expect(code).not.toBe(0);
    // A packed copy also shows a box, and Electron's own Chromium may add lines about the desktop.
    expect(refused.stderr().match(/^MyTone: .*https:\/\/.*$/gm)).toHaveLength(1);
  });
}

import type { KeychainTest } from '@mytone/shared/settings/keychain-test.ts';
import { keychainTests } from '@mytone/shared/settings/keychain-test.ts';
import { expect } from 'playwright/test';
import { fr as frenchScreens } from '../../src/renderer/i18n/languages/fr.ts';
import { de } from '../../src/renderer/i18n/settings/de.ts';
import { en as words } from '../../src/renderer/i18n/settings/en.ts';
import { fr } from '../../src/renderer/i18n/settings/fr.ts';
import { traditionalChinese } from '../../src/renderer/i18n/traditional-chinese.ts';
import { jean } from '../support/people.ts';
import { createScreens } from '../support/screens.ts';
import { en } from '../support/words.ts';
import { ownWindowTest, test } from './scene.ts';

for (const scene of ['sign-in', 'dashboard', 'keychain', 'splash'] as const) {
  test(`the settings open and close on the screen "${scene}"`, async ({ open }) => {
    const page = await open(scene);
    const opener = page.getByRole('button', { name: en.settings.open });
    await opener.click();
    await expect(page.getByRole('dialog', { name: words.title })).toBeVisible();
    await expect(page).toHaveTitle(`${words.title} – MyTone`);
    await page.keyboard.press('Escape');
    await expect(page.getByRole('dialog')).toHaveCount(0);
    await expect(opener).toBeFocused();
    await expect(page).not.toHaveTitle(`${words.title} – MyTone`);
  });
}

test('the settings open with the focus on the heading of their section, and Tab leads to its first setting', async ({
  open,
}) => {
  const page = await open('sign-in');
  const opener = page.getByRole('button', { name: en.settings.open });
  await opener.focus();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { name: words.sections.general })).toBeFocused();
  await page.keyboard.press('Tab');
  await expect(page.getByLabel(words.general.language)).toBeFocused();
});

test('a section that the menu opens over another one takes the focus; one of the list does not', async ({
  open,
}) => {
  const page = await open('settings');
  await page.getByLabel(words.general.textSize).focus();
  await page.evaluate(() => window.scene.openSettings('shortcuts'));
  await expect(page.getByRole('heading', { name: words.sections.shortcuts })).toBeFocused();
  const about = page.getByRole('button', { name: words.sections.about });
  await about.focus();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { name: words.sections.about })).toBeVisible();
  await expect(about).toBeFocused();
});

for (const [system, language, keys] of [
  ['linux', 'de', ['Strg/', 'F1']],
  ['windows', 'fr', ['Ctrl/', 'F1']],
  ['mac', 'en', ['⌘/']],
] as const) {
  test(`the shortcuts are named as on the keyboards of ${system}, in ${language}`, async ({
    open,
  }) => {
    const scene = system === 'mac' ? 'settings-shortcuts-mac' : 'settings-shortcuts';
    const page = await open(scene, { language });
    const label = { de, en: words, fr }[language].shortcuts.names.shortcuts;
    const fact = page.locator('.fact').filter({ hasText: label });
    await expect(fact.locator('.shortcut > kbd')).toHaveText([...keys]);
  });
}

test('the menu opens the settings over a form, which keeps the typed text and the focus', async ({
  open,
}) => {
  const page = await open('sign-in');
  const screens = createScreens(page);
  await screens.field(en.signIn.login).fill(jean.email);
  await screens.field(en.password.label).fill('half a pass');
  await page.evaluate(() => window.scene.openSettings('about'));
  await expect(page.getByRole('heading', { name: words.sections.about })).toBeVisible();
  await page.getByRole('button', { name: words.close }).click();
  await expect(screens.field(en.signIn.login)).toHaveValue(jean.email);
  await expect(screens.field(en.password.label)).toHaveValue('half a pass');
  await expect(screens.field(en.password.label)).toBeFocused();
});

test('the language changes at once, on the settings and on the screen below', async ({ open }) => {
  const page = await open('sign-in');
  await page.getByRole('button', { name: en.settings.open }).click();
  await page.getByLabel(words.general.language).focus();
  await page.getByLabel(words.general.language).selectOption('fr');
  await expect(page.getByRole('heading', { name: fr.title })).toBeVisible();
  await expect(page.getByLabel(fr.general.language)).toBeFocused();
  await page.keyboard.press('Escape');
  await expect(page.getByText(frenchScreens.signIn.lead)).toBeVisible();
});

test('theme and text size are sent as they are chosen', async ({ open }) => {
  const page = await open('settings');
  await page.getByRole('radio', { name: words.themes.dark }).check();
  await page.getByLabel(words.general.textSize).selectOption('300');
  await expect
    .poll(() => page.evaluate(() => window.scene.calls.at(-1)?.input))
    .toEqual({ language: 'en', theme: 'dark', zoom: 300 });
});

for (const outcome of keychainTests) {
  test(`the test of the keychain shows the result "${outcome}" in words`, async ({ open }) => {
    const page = await open('settings-keychain');
    await page.evaluate((found: KeychainTest) => window.scene.findKeychain(found), outcome);
    await createScreens(page).button(words.keychain.test).click();
    await expect(page.getByRole('dialog').getByRole('status').first()).toHaveText(
      words.keychainTests[outcome],
    );
    await expect(createScreens(page).button(en.details.copy)).toHaveCount(
      outcome === 'works' ? 0 : 1,
    );
  });
}

test('a slow test of the keychain is sent once', async ({ open }) => {
  const page = await open('settings-keychain');
  await page.evaluate(() => window.scene.answer('testKeychain', 'never'));
  await createScreens(page).button(words.keychain.test).click();
  // It says that it is disabled: Playwright would wait.
  await createScreens(page).button(words.keychain.testing).click({ force: true });
  const calls = await page.evaluate(() => window.scene.calls.map(({ name }) => name));
  expect(calls).toEqual(['testKeychain']);
});

ownWindowTest(
  'the session log is shown in words and copied in codes',
  async ({ open, page: bare }) => {
    await bare.context().grantPermissions(['clipboard-read']);
    const page = await open('settings-log', { language: 'fr' });
    const table = page.getByRole('table');
    await expect(table).toContainText(fr.log.states['signed-in/offline']);
    await expect(table).toContainText(`${fr.log.causes.server} (réponse HTTP 503)`);
    await createScreens(page).button(fr.log.copy).click();
    await expect(page.getByText(fr.log.copied)).toBeVisible();
    await expect(createScreens(page).button(fr.log.copy)).toBeFocused();
  },
);

test('what the log holds in English is marked as English, and the rest is not', async ({
  open,
}) => {
  const page = await open('settings', { language: 'fr' });
  await page.evaluate(() =>
    window.scene.writeLog(
      [
        '2026-11-26T20:41:07.120Z starting → signed-in/verifying: restored',
        '2026-11-26T20:41:08.004Z signed-in/verifying → signed-in/paused: moonlight',
      ].join('\n'),
    ),
  );
  await page.getByRole('button', { name: fr.sections.log }).click();
  const cells = page.getByRole('cell');
  await expect(cells.getByText(fr.log.causes.restored)).toBeVisible();
  await expect(page.locator('table [lang]')).toHaveText(['signed-in/paused', 'moonlight']);
  await expect(page.locator('table [lang]').first()).toHaveAttribute('lang', 'en');
});

test('the licences can be searched and read', async ({ open }) => {
  const page = await open('settings-about');
  const items = page.getByRole('listitem');
  await expect(items).toHaveCount(4);
  await page.getByLabel(words.about.search).fill(' OFL');
  await expect(items).toHaveCount(1);
  await items.getByText('@fontsource-variable/inter').click();
  await expect(page.getByText('SIL OPEN FONT LICENSE')).toBeVisible();
  await page.getByLabel(words.about.search).fill('nothing like it');
  await expect(page.getByText(words.about.noMatch)).toBeVisible();
});

test('the privacy paragraph names the server and the folder', async ({ open }) => {
  const page = await open('settings-privacy');
  await expect(page.getByText('/home/jean/.config/MyTone')).toBeVisible();
  await expect(page.getByText('https://api-mytone.onrender.com', { exact: true })).toBeVisible();
});

test('a reader of Traditional Chinese is asked once for a language', async ({ open }) => {
  const page = await open('sign-in-traditional-chinese', { language: 'zh' });
  await expect(page.getByText(traditionalChinese.question)).toBeVisible();
  await createScreens(page).button('English').click();
  await expect(page.getByText(en.signIn.lead)).toBeVisible();
  await expect(page.getByText(traditionalChinese.question)).toHaveCount(0);
});

for (const [button, section] of [
  [en.settings.openKeychain, words.sections.keychain],
  [en.settings.openLog, words.sections.log],
  [en.settings.openGeneral, words.sections.general],
  [en.settings.openAbout, words.sections.about],
] as const) {
  test(`"${button}" on the dashboard opens that part of the settings`, async ({ open }) => {
    const page = await open('dashboard');
    await createScreens(page).button(button).click();
    await expect(page.getByRole('heading', { name: section })).toBeVisible();
    await page.keyboard.press('Escape');
    await expect(createScreens(page).button(button)).toBeFocused();
  });
}

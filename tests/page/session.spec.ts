import { expect } from 'playwright/test';
import { scenes } from '../../tools/gallery/scenes.ts';
import { createScreens } from '../support/screens.ts';
import { en, zh } from '../support/words.ts';
import { ownWindowTest, test } from './scene.ts';

test('a locked keychain that is tried again keeps its screen and focus, and shows the result', async ({
  open,
}) => {
  const page = await open('keychain');
  await createScreens(page).button(en.keychain.retry).click();
  await page.evaluate(() => window.scene.push({ kind: 'starting', isWaitingForKeychain: false }));
  const busy = createScreens(page).button(en.keychain.retrying);
  await expect(busy).toBeVisible();
  await expect(busy).toBeFocused();
  await page.evaluate(() =>
    window.scene.push({ kind: 'keychain-locked', problem: 'locked-or-cleared', email: null }),
  );
  await expect(page.getByText(en.keychain.stillLocked)).toBeVisible();
  await expect(createScreens(page).button(en.keychain.retry)).toBeFocused();
});

ownWindowTest('the age of the shown data grows by itself', async ({ open, page: bare }) => {
  await bare.clock.install();
  const page = await open('dashboard-verifying');
  await page.evaluate(() => {
    window.scene.push({
      kind: 'signed-in',
      storage: 'keychain',
      link: { kind: 'online', verifiedAt: Date.now() },
      user: {
        id: 1,
        name: 'Jean',
        surname: 'Dupont',
        email: 'jean@example.com',
        username: 'jean',
        phoneNumber: null,
        createdAt: '2026-03-14T09:26:53Z',
      },
    });
  });
  await expect(page.getByText(en.link.confirmedNow)).toBeVisible();
  await bare.clock.fastForward('02:00:30');
  await expect(page.getByText('Confirmed 2 hours ago')).toBeVisible();
  await bare.clock.fastForward('40:00:00');
  await expect(page.getByText('Confirmed 1 day ago')).toBeVisible();
});

ownWindowTest(
  'the countdown to the next attempt ends with the attempt in progress',
  async ({ open, page: bare }) => {
    await bare.clock.install();
    const page = await open('dashboard-offline');
    await page.evaluate((auth) => {
      const link = { ...auth.link, nextAttemptAt: Date.now() + 20 * 3_600_000 };
      window.scene.push({ ...auth, link });
    }, scenes['dashboard-offline'].auth);
    await expect(page.getByRole('timer')).toHaveText('Next attempt in 20 hours');
    await bare.clock.fastForward('19:59:00');
    await expect(page.getByRole('timer')).toHaveText(/^Next attempt in \d+ seconds$/);
    await bare.clock.fastForward('02:00');
    await expect(page.getByText(en.link.attempting)).toBeVisible();
  },
);

test('dates follow the region of the system', async ({ open }) => {
  const page = await open('dashboard', { locale: 'en-GB' });
  await expect(page.getByText('14 March 2026')).toBeVisible();
  await open('dashboard', { locale: 'en-US' });
  await expect(page.getByText('March 14, 2026')).toBeVisible();
});

test('a name that changes the writing direction changes nothing else', async ({ open }) => {
  const page = await open('dashboard');
  await expect(page.locator('bdi', { hasText: 'Jean Dupont' })).toBeVisible();
});

test('two clicks in one tick on any button of the session send one command each', async ({
  open,
}) => {
  const page = await open('dashboard-portal');
  const buttons = [en.dashboard.signOut, en.link.retry, en.link.openNetworkPage];
  for (const name of ['signOut', 'retry', 'openLink'] as const) {
    await page.evaluate((command) => window.scene.answer(command, 'never'), name);
  }
  for (const name of buttons) {
    await createScreens(page)
      .button(name)
      .evaluate((button: HTMLElement) => {
        button.click();
        button.click();
      });
  }
  const sent = await page.evaluate(() => window.scene.calls.map(({ name }) => name));
  expect(sent).toEqual(['signOut', 'retry', 'openLink']);
});

for (const scene of ['sign-in', 'sign-up'] as const) {
  test(`the question below the Chinese form "${scene}" is followed by its button without a space`, async ({
    open,
  }) => {
    const page = await open(scene, { language: 'zh' });
    await expect(page.locator('.form-switch')).toHaveText(/？\S/);
  });
}

test('Chinese sentences follow each other without a space', async ({ open }) => {
  const page = await open('dashboard-offline', { language: 'zh' });
  await expect(page.getByText(`${zh.offlineCauses.network}${zh.link.stillSignedIn}`)).toBeVisible();
  await expect(page.locator('html')).toHaveAttribute('lang', 'zh-Hans');
});

test('restoring while offline says so once, and announces no request to the server', async ({
  open,
}) => {
  const page = await open('restoring-offline');
  await expect(page.getByText(en.restoring.offlineDetail)).toBeVisible();
  await expect(page.getByText(en.link.offline)).toHaveCount(1);
});

test('"Copy details" stands between what it is about and "Try again" on every screen', async ({
  open,
}) => {
  const page = await open('keychain');
  for (const [scene, again] of [
    ['keychain', en.keychain.retry],
    ['account-devices-failed', en.account.loadAgain],
  ] as const) {
    await open(scene);
    const names = await page.getByRole('main').getByRole('button').allInnerTexts();
    expect(names.indexOf(en.details.copy)).toBeGreaterThan(-1);
    expect(names.indexOf(again)).toBeGreaterThan(names.indexOf(en.details.copy));
  }
});

test('a phone number keeps its direction beside a name of another', async ({ open }) => {
  const page = await open('dashboard');
  await expect(page.locator('bdi', { hasText: '+33 6 12 34 56 78' })).toBeVisible();
});

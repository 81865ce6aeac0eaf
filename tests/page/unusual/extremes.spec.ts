import { expect, type Page } from 'playwright/test';
import { scenes } from '../../../tools/gallery/scenes.ts';
import { createScreens } from '../../support/screens.ts';
import { en } from '../../support/words.ts';
import { test } from '../scene.ts';

const names = {
  'one letter': 'X',
  '255 letters without a space': 'W'.repeat(255),
  'Arabic letters': 'محمد عبد الله',
  'marks on one letter': `Z${'\u0300\u0301\u0302\u0303'.repeat(60)}`,
  'emoji of several code points': '👨‍👩‍👧‍👦'.repeat(20),
} as const;

function excessWidth(page: Page): Promise<number> {
  return page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
}

for (const [kind, name] of Object.entries(names)) {
  test(`a name of ${kind}, and an address of 254, stay inside their screens`, async ({
    open,
    page,
  }) => {
    for (const width of [400, 1100]) {
      await page.setViewportSize({ width, height: 720 });
      for (const scene of ['dashboard', 'account'] as const) {
        await open(scene);
        await page.evaluate(
          ([auth, text]) => {
            const email = `${'e'.repeat(242)}@example.com`;
            const user = { ...auth.user, name: text, surname: text, username: text, email };
            window.scene.push({ ...auth, user });
          },
          [scenes[scene].auth, name] as const,
        );
        expect(await excessWidth(page)).toBe(0);
      }
    }
  });
}

/** Pastes as a person does: what the clipboard holds, with the keyboard. */
async function paste(page: Page, text: string): Promise<void> {
  await page.evaluate((copied) => {
    getSelection()?.removeAllRanges();
    const put = (event: ClipboardEvent) => {
      event.clipboardData?.setData('text/plain', copied);
      event.preventDefault();
    };
    document.addEventListener('copy', put, { once: true });
    // oxlint-disable-next-line typescript/no-deprecated -- navigator.clipboard needs https
    document.execCommand('copy');
  }, text);
  await page.keyboard.press('ControlOrMeta+V');
}

function lastInput(page: Page): Promise<unknown> {
  return page.evaluate(() => window.scene.calls.at(-1)?.input);
}

test('a password is pasted without the line break after it, and with its blanks', async ({
  open,
}) => {
  const page = await open('sign-in');
  const screens = createScreens(page);
  for (const [copied, typed] of [
    ['secret\n', 'secret'],
    ['secret\r\n', 'secret'],
    [' sec ret ', ' sec ret '],
  ] as const) {
    await open('sign-in');
    await screens.field(en.signIn.login).fill('jean');
    await screens.field(en.password.label).focus();
    await paste(page, copied);
    await page.keyboard.press('Enter');
    await expect.poll(() => lastInput(page)).toEqual({ login: 'jean', password: typed });
  }
});

test('a phone number is sent without the marks that an address book copies with it', async ({
  open,
}) => {
  const page = await open('account');
  await createScreens(page).field(en.account.phone).fill('');
  await paste(page, '\u202a+33 6 12 34 56 79\u202c\n');
  await page.keyboard.press('Enter');
  await expect.poll(() => lastInput(page)).toEqual({ phoneNumber: '+33 6 12 34 56 79' });
});

test('a hundred devices of the same moment are listed, this one first', async ({ open }) => {
  const page = await open('account');
  await page.evaluate(() => {
    const at = new Date().toISOString();
    const sessions = Array.from({ length: 100 }, (_, index) => ({
      id: `${index}`,
      createdAt: at,
      lastUsedAt: at,
      client: `x${'🎤'.repeat(1000)}`,
      isCurrent: index === 50,
    }));
    Object.assign(window.scene.bridge, {
      getSessions: async () => ({ ok: true, value: sessions }),
    });
  });
  await createScreens(page).button(en.account.back).click();
  await createScreens(page).button(en.dashboard.openAccount).click();
  const devices = page.locator('.device');
  await expect(devices).toHaveCount(100);
  await expect(devices.first()).toContainText(en.account.thisDevice);
  expect(await excessWidth(page)).toBe(0);
  // No emoji is cut in half.
  expect(await devices.first().evaluate((device) => device.textContent.isWellFormed())).toBe(true);
});

for (const [scene, field] of [
  ['sign-in-refused', 'password'],
  ['sign-in-pending', 'login'],
  ['sign-in-wait', 'login'],
  ['sign-up-problems', 'email'],
  ['account-wrong-password', 'currentPassword'],
] as const) {
  test(`every language and theme in turn leaves what is typed on the screen "${scene}", and its focus`, async ({
    open,
  }) => {
    const page = await open(scene);
    const input = page.locator(`input[name="${field}"]`);
    await input.focus();
    const typed = await input.inputValue();
    const problems = await page.locator('.field-problem, [role="alert"]').count();
    for (const theme of ['dark', 'light'] as const) {
      for (const language of ['de', 'zh', 'fr', 'it', 'es'] as const) {
        await page.evaluate(
          (look) => void window.scene.bridge.setPreferences({ ...look, zoom: 100 }),
          { language, theme },
        );
      }
    }
    await expect(page.locator('html')).toHaveAttribute('lang', 'es');
    await expect(input).toHaveValue(typed);
    await expect(input).toBeFocused();
    await expect(page.locator('.field-problem, [role="alert"]')).toHaveCount(problems);
  });
}

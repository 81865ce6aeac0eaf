import { expect, type Page } from 'playwright/test';
import { jean } from '../../support/people.ts';
import { createScreens } from '../../support/screens.ts';
import { en } from '../../support/words.ts';
import { ownWindowTest, test } from '../scene.ts';

/** Shows text in the focused field as an input method does before it is chosen; `insertText` chooses. */
async function compose(page: Page, text: string): Promise<void> {
  const devTools = await page.context().newCDPSession(page);
  const end = text.length;
  await devTools.send('Input.imeSetComposition', { text, selectionStart: end, selectionEnd: end });
}

/** The key that an input method takes for itself, as the page sees it. */
async function pressTakenKey(page: Page, code: 'Enter' | 'Escape'): Promise<void> {
  const devTools = await page.context().newCDPSession(page);
  const taken = { key: 'Process', code, windowsVirtualKeyCode: 229 } as const;
  await devTools.send('Input.dispatchKeyEvent', { type: 'rawKeyDown', ...taken });
  await devTools.send('Input.dispatchKeyEvent', { type: 'keyUp', ...taken });
}

function askedNames(page: Page): Promise<unknown[]> {
  return page.evaluate(() =>
    window.scene.calls.filter(({ name }) => name === 'checkName').map(({ input }) => input),
  );
}

ownWindowTest(
  'a username is looked up when it is chosen, not while an input method composes it',
  async ({ open, page: bare }) => {
    await bare.clock.install();
    const page = await open('sign-up');
    await createScreens(page).field(en.signUp.username).focus();
    await compose(page, 'zhang');
    await bare.clock.fastForward(2000);
    expect(await askedNames(page)).toEqual([]);
    await page.keyboard.insertText('张三丰');
    await bare.clock.fastForward(2000);
    await expect.poll(() => askedNames(page)).toEqual([{ field: 'username', value: '张三丰' }]);
  },
);

for (const [scene, label, wrong, right, problem] of [
  ['sign-up', en.signUp.email, 'nope', jean.email, en.emailInvalid],
  ['forgot-password', en.signUp.email, 'nope', jean.email, en.emailInvalid],
  ['account', en.signUp.name, '', 'Jeanne', en.fieldProblems.required],
] as const) {
  test(`"${label}" on the screen "${scene}" is not judged while an input method composes it`, async ({
    open,
  }) => {
    const page = await open(scene);
    const screens = createScreens(page);
    await screens.field(label).fill(wrong);
    await screens.field(label).press('Enter');
    await expect(page.getByText(problem)).toBeVisible();
    await screens.field(label).selectText();
    await compose(page, right);
    await expect(page.getByText(problem)).toBeVisible();
    await page.keyboard.insertText(right);
    await expect(page.getByText(problem)).toHaveCount(0);
  });
}

test('a chosen text is sent as it is, also right after it was chosen', async ({ open }) => {
  const page = await open('account');
  const name = createScreens(page).field(en.signUp.name);
  await name.selectText();
  await compose(page, 'zhen');
  await page.keyboard.insertText('珍');
  await name.press('Enter');
  await expect(page.getByText(en.account.saved)).toBeVisible();
  expect(await page.evaluate(() => window.scene.calls.at(-1)?.input)).toEqual({ name: '珍' });
});

test('keys that an input method takes neither send a form nor close what is open', async ({
  open,
}) => {
  const page = await open('proxy-sign-in');
  await page.getByRole('dialog').getByLabel(en.proxy.username).focus();
  await compose(page, 'zhang');
  await pressTakenKey(page, 'Enter');
  await pressTakenKey(page, 'Escape');
  await expect(page.getByRole('dialog')).toBeVisible();
  await open('settings-about');
  await page.getByRole('searchbox').focus();
  await compose(page, 'axi');
  await pressTakenKey(page, 'Escape');
  await expect(page.getByRole('searchbox')).toHaveValue('axi');
  await expect(page.getByRole('dialog')).toBeVisible();
});
